package dev.faultline.mcp.tool;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.Annotation;
import dev.faultline.model.Timestamps;
import dev.faultline.store.Board;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people, and assistants before, have already found: nobody should start at nothing. */
final class ReadBoard implements Tool {
    @Override
    public String name() {
        return "board";
    }

    @Override
    public String description() {
        return "The investigation's own record: the incident's fields, pins, notes, and hypotheses with their state and"
                + " the evidence for and against. What stands here are people's opinions, not evidence.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.number("limit", "At most this many, up to 200; default 50."),
                Parameter.number("offset", "How many to pass over."));
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        Board board = question.surroundings().board();
        Map<String, Object> incident = new LinkedHashMap<>();
        board.incident().forEach((field, text) -> incident.put(field.label(), text));
        return question.page("entries", board.annotations(), 50, ReadBoard::row)
                .with("incident", Map.of(Answer.UNTRUSTED, incident));
    }

    private static Map<String, Object> row(Annotation annotation) {
        Map<String, Object> row = new LinkedHashMap<>();
        Map<String, Object> untrusted = new LinkedHashMap<>();
        row.put("type", annotation.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
        row.put("id", annotation.entry().id());
        row.put("changed", Timestamps.format(annotation.entry().changed()));
        untrusted.put("author", annotation.entry().author());
        untrusted.put("text", annotation.entry().text());
        untrusted.put("tags", annotation.entry().tags());
        switch (annotation) {
            case Annotation.Pin pin -> untrusted.put("about", pin.reference().toString());
            case Annotation.Note note -> {}
            case Annotation.Hypothesis hypothesis -> {
                row.put("state", hypothesis.state().label());
                untrusted.put("for", citations(hypothesis, true));
                untrusted.put("against", citations(hypothesis, false));
            }
        }
        row.put(Answer.UNTRUSTED, untrusted);
        return row;
    }

    private static List<Map<String, Object>> citations(Annotation.Hypothesis hypothesis, boolean supporting) {
        return hypothesis.citations(supporting).stream()
                .map(citation ->
                        Map.<String, Object>of("evidence", citation.reference().toString(), "because", citation.text()))
                .toList();
    }
}
