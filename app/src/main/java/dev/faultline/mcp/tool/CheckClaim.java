package dev.faultline.mcp.tool;

import dev.faultline.analysis.claim.ClaimCheck;
import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Holds a sentence against the bytes that it cites. */
final class CheckClaim implements Tool {
    @Override
    public String name() {
        return "check_claim";
    }

    @Override
    public String description() {
        return "Checks a sentence against the evidence that it cites: every event id must exist, and every id, number,"
                + " time and quote of the sentence must stand in the cited records. Says which part does not. It cannot"
                + " say whether the sentence follows from them. Check every sentence before you give it to a person.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("claim", "The sentence. Put what you quote between quotation marks.")
                        .wanted(),
                Parameter.texts(
                        "evidence",
                        "The ids of the events it rests on, such as [\"3.17\", \"1.4\"]; those that the"
                                + " sentence itself names as #3.17 count too."));
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        String claim = question.arguments().text("claim").orElse("");
        if (claim.length() > 10_000) {
            throw new ToolException("the sentence is too long, at most 10,000 characters");
        }
        List<String> evidence = question.arguments().texts("evidence");
        if (evidence.size() > Question.MOST_ROWS) {
            throw new ToolException("too many events, at most " + Question.MOST_ROWS);
        }
        ClaimCheck check = ClaimCheck.of(question.reader(), claim, evidence, question.cancelled());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ClaimCheck.Finding finding : check.findings()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("part", finding.part().text());
            row.put("kind", finding.part().kind().label());
            row.put("found", finding.found());
            row.put("reason", finding.reason());
            row.put("events", EventAnswer.ids(finding.events()));
            rows.add(row);
        }
        List<String> failed = check.findings().stream()
                .filter(finding -> !finding.found())
                .map(finding -> finding.part().text() + ": " + finding.reason())
                .toList();
        return Answer.rows("parts", rows, rows.size(), 0)
                .with("verdict", check.verdict().name().toLowerCase(Locale.ROOT))
                .with("holds", check.holds())
                .with("reason", check.reason())
                .with("failed", failed);
    }
}
