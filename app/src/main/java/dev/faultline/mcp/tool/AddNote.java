package dev.faultline.mcp.tool;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.EventId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps what an assistant says. */
final class AddNote implements Tool {
    @Override
    public String name() {
        return "add_note";
    }

    @Override
    public String description() {
        return "Puts a note on the investigation's board, marked as written by a machine, with the events it is about."
                + " Evidence is never changed.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("text", "The note, at most 4,000 characters.").wanted(),
                Parameter.texts("events", "The ids of the events it is about."));
    }

    @Override
    public boolean readsOnly() {
        return false;
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        String text = question.arguments().text("text").orElse("");
        if (text.length() > 4_000) {
            throw new ToolException("the note is too long, at most 4,000 characters");
        }
        List<EventId> events = new ArrayList<>();
        for (String each : question.arguments().texts("events")) {
            EventId id = question.event(each);
            if (question.reader().event(id).isEmpty()) {
                throw new ToolException("the case has no event " + id);
            }
            events.add(id);
        }
        question.surroundings().note(text, events);
        return Answer.of(Map.of("kept", true));
    }
}
