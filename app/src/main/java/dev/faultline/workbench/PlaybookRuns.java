package dev.faultline.workbench;

import dev.faultline.model.IncidentField;
import dev.faultline.model.Timestamps;
import dev.faultline.playbook.KeptRun;
import dev.faultline.playbook.Matcher;
import dev.faultline.playbook.Offer;
import dev.faultline.playbook.Run;
import dev.faultline.playbook.RunStore;
import dev.faultline.playbook.Runner;
import dev.faultline.store.Case;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs of playbooks in this case: what they found, what a person put into them, whether they were right. Each is kept. */
final class PlaybookRuns {
    private final CaseModel model;
    private final Runnable changed;
    private final Map<String, Attempt> attempts = new HashMap<>();
    private Map<String, KeptRun> kept = Map.of();

    /** {@code changed} is told of every answer, on the UI thread. */
    PlaybookRuns(CaseModel model, Runnable changed) {
        this.model = model;
        this.changed = changed;
    }

    /** A run with what a person put into it; {@code number} is 0 where the case could not keep it. */
    record Attempt(
            Run run, Map<String, String> answers, Map<String, Run.Decision> overrides, String outcome, int number) {
        Attempt {
            answers = Map.copyOf(answers);
            overrides = Map.copyOf(overrides);
        }
    }

    /** The run of now. */
    Optional<Attempt> attempt(Offer offer) {
        return Optional.ofNullable(attempts.get(offer.playbook().id()));
    }

    /** The latest run that the case kept before, as long as there is none of now. */
    Optional<KeptRun> before(Offer offer) {
        String id = offer.playbook().id();
        return attempts.containsKey(id) ? Optional.empty() : Optional.ofNullable(kept.get(id));
    }

    /** What the case kept, the oldest first. */
    void earlier(List<KeptRun> runs) {
        Map<String, KeptRun> latest = new LinkedHashMap<>();
        runs.forEach(run -> latest.put(run.playbook(), run));
        kept = latest;
    }

    void start(Offer offer) {
        take(offer, Map.of(), Map.of(), "", 0);
    }

    void resume(Offer offer, KeptRun run) {
        take(offer, run.answers(), run.overrides(), run.outcome(), run.number());
    }

    /** What a person answers to a question that no evidence answers. */
    void answer(Offer offer, Attempt attempt, String step, String said) {
        Map<String, String> answers = new HashMap<>(attempt.answers());
        answers.put(step, said);
        take(offer, answers, attempt.overrides(), attempt.outcome(), attempt.number());
    }

    /** Where a person decides otherwise than the evidence. */
    void decide(Offer offer, Attempt attempt, String step, Run.Decision decision) {
        Map<String, Run.Decision> overrides = new HashMap<>(attempt.overrides());
        overrides.put(step, decision);
        take(offer, attempt.answers(), overrides, attempt.outcome(), attempt.number());
    }

    /** Whether it was right, once somebody knows. */
    void judge(Offer offer, Attempt attempt, String outcome) {
        take(offer, attempt.answers(), attempt.overrides(), outcome, attempt.number());
    }

    private void take(
            Offer offer, Map<String, String> answers, Map<String, Run.Decision> overrides, String outcome, int number) {
        Case open = model.openCase();
        model.read(
                "playbook-run",
                cancelled -> {
                    Matcher matcher = new Matcher(open.reader(), cancelled);
                    Long fix = Timestamps.parse(open.board().incident().getOrDefault(IncidentField.FIXED, ""))
                            .orElse(null);
                    Run run = new Runner(matcher, offer, Map.of(), null, fix, answers, overrides).run();
                    int saved = open.isWritable()
                            ? new RunStore(open, Clock.systemUTC())
                                    .save(new RunStore.Stored(run, answers, overrides, outcome), number)
                            : 0;
                    return new Attempt(run, answers, overrides, outcome, saved);
                },
                attempt -> {
                    attempts.put(offer.playbook().id(), attempt);
                    model.say(
                            attempt.number() > 0
                                    ? Words.of("playbooks.kept", attempt.number())
                                    : Words.of("playbooks.not-kept"));
                    changed.run();
                });
    }
}
