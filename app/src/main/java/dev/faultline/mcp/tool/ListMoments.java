package dev.faultline.mcp.tool;

import dev.faultline.analysis.moment.Moment;
import dev.faultline.analysis.moment.Moments;
import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.Severity;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the moments that matter. */
final class ListMoments implements Tool {
    @Override
    public String name() {
        return "timeline";
    }

    @Override
    public String description() {
        return "The moments that matter, in the order of time: the first error of each kind, onsets (approximate),"
                + " changes, alerts.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.EVENTS.get(1),
                Parameter.EVENTS.get(2),
                Parameter.number("limit", "At most this many, up to 200; default 100; what matters more is kept."));
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        Moments found = Moments.of(question.reader(), question.window(), question.limit(100), question.cancelled());
        return Answer.first(
                "moments", found.moments().stream().map(ListMoments::row).toList(), found.found());
    }

    private static Map<String, Object> row(Moment moment) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("time", Timestamps.format(moment.time()));
        row.put("type", moment.type().label());
        row.put("approximate", moment.approximate());
        if (moment.severity() != Severity.UNSPECIFIED) {
            row.put("severity", moment.severity().label());
        }
        row.put("count", moment.count());
        row.put("event", moment.event().toString());
        Map<String, Object> untrusted = new LinkedHashMap<>();
        EventAnswer.put(untrusted, "service", moment.service());
        untrusted.put("text", moment.sentence());
        row.put(Answer.UNTRUSTED, untrusted);
        return row;
    }
}
