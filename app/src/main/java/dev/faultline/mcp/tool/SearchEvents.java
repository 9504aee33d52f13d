package dev.faultline.mcp.tool;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.Event;
import dev.faultline.query.Hits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds events. */
final class SearchEvents implements Tool {
    @Override
    public String name() {
        return "search";
    }

    @Override
    public String description() {
        return "Finds events (logs, spans, snapshots, changes, alerts, metrics) in the order of time; total is exact."
                + " Fields: kind, severity, service, name, message, trace_id, exception.type, attributes.*, var.*,"
                + " pattern, duration.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(Parameter.EVENTS);
        parameters.add(Parameter.text("order", "asc (oldest first, the default) or desc."));
        parameters.add(Parameter.number("limit", "At most this many, up to 200; default 50; 0 only counts."));
        parameters.add(Parameter.number("offset", "How many to pass over."));
        return parameters;
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        Hits hits = question.hits();
        boolean newestFirst = order(question);
        long offset = Math.min(question.offset(), hits.count());
        int size = (int) Math.min(question.limit(50), hits.count() - offset);
        List<Event> page = new ArrayList<>(
                size == 0 ? List.of() : hits.page(newestFirst ? hits.count() - offset - size : offset, size));
        if (newestFirst) {
            Collections.reverse(page);
        }
        return Answer.rows("events", page.stream().map(EventAnswer::of).toList(), hits.count(), offset);
    }

    private static boolean order(Question question) throws ToolException {
        String order = question.arguments().text("order").orElse("asc");
        return switch (order) {
            case "asc" -> false;
            case "desc" -> true;
            default -> throw new ToolException("the argument \"order\" is asc or desc");
        };
    }
}
