package dev.faultline.mcp.tool;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.Timestamps;
import dev.faultline.playbook.FixVerdict;
import dev.faultline.playbook.Library;
import dev.faultline.playbook.Matcher;
import dev.faultline.playbook.Offer;
import dev.faultline.playbook.Playbook;
import dev.faultline.playbook.Run;
import dev.faultline.playbook.Runner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks a playbook's steps of the case; nothing of the run is kept. */
final class RunPlaybook implements Tool {
    @Override
    public String name() {
        return "run_playbook";
    }

    @Override
    public String description() {
        return "Asks the steps of a playbook of this case: what each found, with its events, and the verdict: a candidate"
                + " that is supported, inconclusive, or unknown. What only a person can answer stays unknown unless it"
                + " is given in answers. The case is not changed.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("name", "Its name, as list_playbooks says it.").wanted(),
                Parameter.texts("answers", "What a person answered, each STEP=ANSWER."),
                Parameter.texts("values", "Values of its parameters, each NAME=VALUE; found by itself where absent."),
                Parameter.text("onset", "When it began; found by itself where absent."),
                Parameter.text("fix", "When it was fixed, to check the fix."));
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        Library.Entry entry = ReadPlaybook.entry(question);
        Playbook playbook = entry.playbook();
        if (playbook == null) {
            throw new ToolException("the playbook cannot be used: its file is wrong or another version counts");
        }
        Map<String, String> answers = pairs(question, "answers");
        for (String step : answers.keySet()) {
            if (playbook.step(step).isEmpty()) {
                throw new ToolException("the playbook has no step \"" + step + "\"");
            }
        }
        Optional<Long> onset = question.moment("onset");
        Optional<Long> fix = question.moment("fix");
        Matcher matcher = new Matcher(question.reader(), question.cancelled());
        Offer offer = matcher.match(playbook, entry.exceptions(), true);
        Run run = new Runner(
                        matcher,
                        offer,
                        pairs(question, "values"),
                        onset.orElse(null),
                        fix.orElse(null),
                        answers,
                        Map.of())
                .run();
        return answer(entry, offer, run);
    }

    private static Map<String, String> pairs(Question question, String name) throws ToolException {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String each : question.arguments().texts(name)) {
            int sign = each.indexOf('=');
            if (sign < 1) {
                throw new ToolException("each of \"" + name + "\" is NAME=VALUE");
            }
            pairs.put(each.substring(0, sign), each.substring(sign + 1));
        }
        return pairs;
    }

    private static Answer answer(Library.Entry entry, Offer offer, Run run) {
        List<Map<String, Object>> steps =
                run.steps().stream().map(RunPlaybook::step).toList();
        Long began = run.onset();
        Answer answer = Answer.first("steps", steps, steps.size())
                .with("name", ReadPlaybook.called(entry))
                .with("match", offer.truth().label())
                .with("verdict", run.verdict());
        answer = run.cause() == null ? answer : answer.with("candidate", run.cause());
        answer = began == null ? answer : answer.with("onset", Timestamps.format(began));
        return answer.with("candidates", candidates(run))
                .with("verify", run.fixes().stream().map(RunPlaybook::fix).toList())
                .with(Answer.UNTRUSTED, Map.of("title", run.title(), "reason", run.reason(), "values", run.values()));
    }

    private static List<Map<String, Object>> candidates(Run run) {
        List<Map<String, Object>> rows = new ArrayList<>();
        run.causes()
                .forEach((id, support) -> rows.add(Map.of(
                        "id",
                        id,
                        "state",
                        support.isRuledOut() ? "ruled-out" : "supported",
                        "strength",
                        support.strength().name().toLowerCase(Locale.ROOT),
                        "steps",
                        support.steps())));
        return rows;
    }

    private static Map<String, Object> fix(FixVerdict fix) {
        return Map.of(
                "id",
                fix.check(),
                "verdict",
                fix.verdict(),
                "events",
                EventAnswer.ids(fix.events()),
                Answer.UNTRUSTED,
                Map.of("reason", fix.reason()));
    }

    private static Map<String, Object> step(Run.Result step) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", step.step());
        row.put("truth", step.truth().label());
        row.put("count", step.count());
        EventAnswer.put(row, "means", step.means());
        row.put("rules_out", step.rulesOut());
        row.put("events", EventAnswer.ids(step.events()));
        Map<String, Object> untrusted = new LinkedHashMap<>();
        untrusted.put("question", step.question());
        untrusted.put("answer", step.sentence());
        untrusted.put("shown", step.shown());
        EventAnswer.put(untrusted, "note", step.note());
        EventAnswer.put(untrusted, "reading", step.reading());
        row.put(Answer.UNTRUSTED, untrusted);
        return row;
    }
}
