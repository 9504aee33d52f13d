package dev.faultline.mcp.tool;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.onset.WindowChoice;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.analysis.suspect.Reason;
import dev.faultline.analysis.suspect.Suspect;
import dev.faultline.analysis.suspect.SuspectList;
import dev.faultline.analysis.suspect.SuspectStates;
import dev.faultline.analysis.suspect.Suspects;
import dev.faultline.changes.ImportedHistory;
import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ranks suspects. */
final class RankSuspects implements Tool {
    @Override
    public String name() {
        return "suspects";
    }

    @Override
    public String description() {
        return "Candidates for an explanation, ranked, each with its reasons, counter-evidence, the events that show"
                + " them, and what would disprove it. None of them is called the cause; none may be it.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("from", "When it failed, its beginning; from the onset on where absent."),
                Parameter.text("to", "When it failed, its end."),
                Parameter.number("limit", "At most this many, up to 50; default 10."));
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        TimeRange window = question.window();
        TimeRange incident = window.equals(TimeRange.ALL) ? null : window;
        Windows windows = WindowChoice.of(question.reader(), incident, null, question.cancelled())
                .orElseThrow(() -> new ToolException("no onset stands out; say when it failed with from and to"));
        try (CodeHistory history = new ImportedHistory(question.reader())) {
            SuspectList ranked = Suspects.rank(question.reader(), windows, history, question.cancelled());
            SuspectList found =
                    SuspectStates.of(question.surroundings().board()).on(ranked);
            List<Map<String, Object>> rows = found.suspects().stream()
                    .limit(Math.min(50, question.limit(10)))
                    .map(RankSuspects::row)
                    .toList();
            return Answer.first("suspects", rows, found.suspects().size())
                    .with("incident", range(windows.incident()))
                    .with("baseline", range(windows.baseline()))
                    .with("notes", Map.of(Answer.UNTRUSTED, found.notes()));
        }
    }

    private static Map<String, Object> range(TimeRange range) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (range.from() != Long.MIN_VALUE) {
            map.put("from", Timestamps.format(range.from()));
        }
        if (range.to() != Long.MAX_VALUE) {
            map.put("to", Timestamps.format(range.to()));
        }
        return map;
    }

    private static Map<String, Object> row(Suspect suspect) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("rank", suspect.rank());
        row.put("id", suspect.id());
        row.put("kind", suspect.kind().label());
        row.put("score", Math.round(suspect.score() * 1e4) / 1e4);
        row.put("state", suspect.state().label());
        Map<String, Object> untrusted = new LinkedHashMap<>();
        untrusted.put("subject", suspect.subject());
        EventAnswer.put(untrusted, "service", suspect.service().isEmpty() ? null : suspect.service());
        untrusted.put("disproof", suspect.disproof());
        row.put(Answer.UNTRUSTED, untrusted);
        row.put("reasons", suspect.reasons().stream().map(RankSuspects::reason).toList());
        row.put(
                "counter_evidence",
                suspect.counterEvidence().stream().map(RankSuspects::reason).toList());
        return row;
    }

    private static Map<String, Object> reason(Reason reason) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(
                "events",
                reason.events().stream().limit(10).map(EventId::toString).toList());
        map.put(Answer.UNTRUSTED, Map.of("text", reason.text()));
        return map;
    }
}
