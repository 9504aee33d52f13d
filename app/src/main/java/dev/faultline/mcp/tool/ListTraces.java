package dev.faultline.mcp.tool;

import dev.faultline.analysis.trace.TraceList;
import dev.faultline.analysis.trace.TraceSummary;
import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lists traces. */
final class ListTraces implements Tool {
    @Override
    public String name() {
        return "traces";
    }

    @Override
    public String description() {
        return "The traces that have at least one event of the query, with duration, failed spans and services.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(Parameter.EVENTS);
        parameters.add(
                Parameter.text("order", "errors (most failed spans first, the default), duration, start, spans."));
        parameters.add(Parameter.number("limit", "At most this many, up to 200; default 20."));
        return parameters;
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        String word = question.arguments().text("order").orElse("errors");
        TraceList.Order order;
        try {
            order = TraceList.Order.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new ToolException("the argument \"order\" is errors, duration, start or spans");
        }
        TraceList found = TraceList.of(question.hits(), order, question.limit(20), question.cancelled());
        List<Map<String, Object>> rows =
                found.traces().stream().map(ListTraces::row).toList();
        return Answer.first("traces", rows, found.count())
                .with("failed", found.failed())
                .with("trace_ids_without_spans", found.withoutSpans());
    }

    private static Map<String, Object> row(TraceSummary trace) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("trace_id", trace.traceId());
        row.put("start", Timestamps.format(trace.start()));
        row.put("duration_ns", trace.duration());
        row.put("spans", trace.spans());
        row.put("errors", trace.errors());
        row.put("root", trace.root().toString());
        row.put("root_is_missing", trace.rootIsMissing());
        Map<String, Object> untrusted = new LinkedHashMap<>();
        EventAnswer.put(untrusted, "root_service", trace.rootService());
        EventAnswer.put(untrusted, "root_name", trace.rootName());
        untrusted.put("services", trace.services());
        row.put(Answer.UNTRUSTED, untrusted);
        return row;
    }
}
