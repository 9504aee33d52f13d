package dev.faultline.mcp.tool;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Histogram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts events per slice of time. */
final class CountOverTime implements Tool {
    @Override
    public String name() {
        return "histogram";
    }

    @Override
    public String description() {
        return "Counts events per slice of time, by severity; exact. Events without a time are in none.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(Parameter.EVENTS);
        parameters.add(Parameter.number("buckets", "How many slices, up to 200; default 60."));
        return parameters;
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        TimeRange all = question.extent();
        // The last event of the case belongs to it.
        TimeRange range = question.window().intersect(new TimeRange(all.from(), all.to() + 1));
        int buckets = (int) question.arguments().number("buckets", 60, 1, Question.MOST_ROWS);
        Histogram histogram = Histogram.of(question.hits(), range, buckets);
        List<Map<String, Object>> rows = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < histogram.counts().size(); i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("time", Timestamps.format(histogram.from() + i * histogram.interval()));
            row.put("count", histogram.total(i));
            Map<String, Object> severities = severities(histogram.counts().get(i));
            if (!severities.isEmpty()) {
                row.put("severities", severities);
            }
            rows.add(row);
            total += histogram.total(i);
        }
        return Answer.rows("buckets", rows, rows.size(), 0)
                .with("interval_ns", histogram.interval())
                .with("events", total);
    }

    private static Map<String, Object> severities(long[] counts) {
        Map<String, Object> severities = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            if (severity != Severity.UNSPECIFIED && counts[severity.ordinal()] > 0) {
                severities.put(severity.label(), counts[severity.ordinal()]);
            }
        }
        return severities;
    }
}
