package dev.faultline.mcp.tool;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.query.Hits;
import dev.faultline.text.AttributionText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Lists changes. */
final class ListChanges implements Tool {
    @Override
    public String name() {
        return "changes";
    }

    @Override
    public String description() {
        return "Commits, deploys, flags and configuration edits, the latest first, with their files and with who or what"
                + " wrote them and why that is said.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(Parameter.EVENTS);
        parameters.add(Parameter.number("limit", "At most this many, up to 200; default 50."));
        parameters.add(Parameter.number("offset", "How many of the latest to pass over."));
        return parameters;
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        Hits hits = question.hits().and(question.hits("kind:change"));
        long offset = Math.min(question.offset(), hits.count());
        int size = (int) Math.min(question.limit(50), hits.count() - offset);
        List<Event> page = new ArrayList<>(size == 0 ? List.of() : hits.page(hits.count() - offset - size, size));
        Collections.reverse(page);
        return Answer.rows("changes", page.stream().map(ListChanges::row).toList(), hits.count(), offset);
    }

    private static Map<String, Object> row(Event event) {
        Map<String, Object> row = EventAnswer.of(event);
        if (event.detail() instanceof Change change) {
            row.put("attribution", change.attribution().author().label());
            row.put("attribution_reason", Map.of(Answer.UNTRUSTED, Map.of("text", AttributionText.reason(change))));
        }
        return row;
    }
}
