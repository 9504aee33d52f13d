package dev.faultline.mcp.tool;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.query.Facet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the values of a field. */
final class CountByField implements Tool {
    @Override
    public String name() {
        return "facets";
    }

    @Override
    public String description() {
        return "Counts events by the values of a field, the most frequent first; exact.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(
                Parameter.text("field", "Such as service, severity, kind, name, exception.type, attributes.http.route.")
                        .wanted());
        parameters.addAll(Parameter.EVENTS);
        parameters.add(Parameter.number("limit", "At most this many, up to 200; default 50."));
        return parameters;
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        String field = question.arguments().text("field").orElseThrow(() -> new ToolException("which field?"));
        Facet facet;
        try {
            facet = Facet.of(question.hits(), field, question.limit(50), question.cancelled());
        } catch (IllegalArgumentException wrong) {
            throw new ToolException(String.valueOf(wrong.getMessage()));
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Facet.Value value : facet.values()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("count", value.count());
            row.put(Answer.UNTRUSTED, Map.of("value", value.value()));
            rows.add(row);
        }
        return Answer.first("values", rows, facet.distinct()).with("events_with_a_value", facet.total());
    }
}
