package dev.faultline.mcp.tool;

import dev.faultline.analysis.pattern.LogPattern;
import dev.faultline.analysis.pattern.Patterns;
import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Hits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts log templates. */
final class ListPatterns implements Tool {
    @Override
    public String name() {
        return "patterns";
    }

    @Override
    public String description() {
        return "Log records by their template, the most frequent first, each with its count, first and last time and an"
                + " example; exact.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(Parameter.EVENTS);
        parameters.add(Parameter.number("limit", "At most this many, up to 200; default 50."));
        parameters.add(Parameter.number("offset", "How many to pass over."));
        return parameters;
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        Hits logs = question.hits().and(question.hits("kind:log"));
        Patterns found = Patterns.of(logs, question.extent(), 1, question.cancelled());
        return question.page("patterns", found.patterns(), 50, ListPatterns::row)
                .with("logs", found.logs())
                .with("logs_without_pattern", found.without());
    }

    private static Map<String, Object> row(LogPattern pattern) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("pattern", pattern.id());
        row.put("count", pattern.count());
        if (pattern.first() <= pattern.last()) {
            row.put("first", Timestamps.format(pattern.first()));
            row.put("last", Timestamps.format(pattern.last()));
        }
        Map<String, Object> severities = new LinkedHashMap<>();
        pattern.severities().forEach((severity, count) -> severities.put(severity.label(), count));
        row.put("severities", severities);
        row.put("example", pattern.example().toString());
        row.put("query", "pattern:" + pattern.id());
        row.put(
                Answer.UNTRUSTED,
                Map.of(
                        "template",
                        pattern.template(),
                        "example",
                        pattern.exampleMessage(),
                        "services",
                        pattern.services()));
        return row;
    }
}
