package dev.faultline.mcp.tool;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Snapshot;
import java.io.IOException;
import java.util.List;

/** Shows one snapshot. */
final class ShowSnapshot implements Tool {
    @Override
    public String name() {
        return "snapshot";
    }

    @Override
    public String description() {
        return "One snapshot: its frames, innermost first, with their variables and what was not captured.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.text("id", "The event's id, such as 3.17.").wanted());
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        EventId id = question.event(question.arguments().text("id").orElse(""));
        Event event = question.reader().event(id).orElseThrow(() -> new ToolException("the case has no event " + id));
        if (!(event.detail() instanceof Snapshot)) {
            throw new ToolException("event " + id + " is a " + event.kind().label() + ", not a snapshot");
        }
        return Answer.of(EventAnswer.of(event));
    }
}
