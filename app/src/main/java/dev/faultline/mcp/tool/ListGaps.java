package dev.faultline.mcp.tool;

import dev.faultline.analysis.gap.Gap;
import dev.faultline.analysis.gap.Gaps;
import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.Source;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what is missing. */
final class ListGaps implements Tool {
    @Override
    public String name() {
        return "gaps";
    }

    @Override
    public String description() {
        return "What the evidence does not show (unlogged services, missing parents, silent periods, cut values,"
                + " contradicting clocks), each with the capture that would show it. Ask before concluding from absence.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.number("limit", "At most this many, up to 200; default 50."),
                Parameter.number("offset", "How many to pass over."));
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        List<Gap> gaps = Gaps.of(question.reader(), question.cancelled()).gaps();
        return question.page("gaps", gaps, 50, gap -> row(question, gap));
    }

    private static Map<String, Object> row(Question question, Gap gap) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("type", gap.type().label());
        row.put("count", gap.count());
        TimeRange range = gap.range();
        if (range != null) {
            row.put("from", Timestamps.format(range.from()));
            if (range.to() != Long.MAX_VALUE) {
                row.put("to", Timestamps.format(range.to()));
            }
        }
        row.put("events", EventAnswer.ids(gap.events()));
        Map<String, Object> untrusted = new LinkedHashMap<>();
        untrusted.put("subject", withoutFolders(question, gap.subject()));
        untrusted.put("text", withoutFolders(question, gap.sentence()));
        untrusted.put("plan", withoutFolders(question, gap.plan().title()));
        row.put(Answer.UNTRUSTED, untrusted);
        return row;
    }

    /** Where a source lies on this machine is nobody's business; its name is enough. */
    private static String withoutFolders(Question question, String text) {
        String shown = text;
        for (Source source : question.reader().sources()) {
            String path = source.path();
            int name = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
            shown = name > 1 ? shown.replace(path, path.substring(name)) : shown;
        }
        return shown;
    }
}
