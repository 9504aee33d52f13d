package dev.faultline.playbook;

import dev.faultline.model.TimeRange;
import dev.faultline.query.Query;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks the steps of a playbook over the evidence of a case. */
public final class Runner {
    private final Inquiry inquiry;
    private final Playbook playbook;
    private final Map<String, String> values;
    private final @Nullable Long onset;
    private final @Nullable Long fix;
    private final Map<String, String> answers;
    private final Map<String, Run.Decision> overrides;
    private final List<Run.Result> results = new ArrayList<>();
    private final Map<String, Run.Support> causes = new LinkedHashMap<>();
    private boolean anyUnknown;

    /**
     * Begins where a match ended.
     *
     * @param values further parameters, or others than those that were found
     * @param onset when it began; null to take what the match says
     * @param fix when it was fixed; null for not yet
     * @param answers what the person answers, by step
     * @param overrides where the person decides otherwise, by step
     */
    public Runner(
            Matcher matcher,
            Offer offer,
            Map<String, String> values,
            @Nullable Long onset,
            @Nullable Long fix,
            Map<String, String> answers,
            Map<String, Run.Decision> overrides) {
        this.inquiry = matcher.inquiry();
        this.playbook = offer.playbook();
        this.values = new HashMap<>(offer.values());
        this.values.putAll(values);
        this.onset = onset == null ? offer.onset() : onset;
        this.fix = fix;
        this.answers = answers;
        this.overrides = overrides;
    }

    /** Runs all steps that the answers lead to. */
    public Run run() throws IOException {
        Step step = playbook.steps().isEmpty() ? null : playbook.steps().getFirst();
        while (step != null) {
            step = playbook.step(take(step)).orElse(null);
        }
        return conclude();
    }

    private String take(Step step) throws IOException {
        StepReading reading = new StepReading(inquiry, step, values, onset, fix);
        StepReading.Found found = step.look() == Step.Look.ASK ? asked(step) : reading.read();
        Step.@Nullable Branch branch = found.branch();
        Run.Decision override = overrides.get(step.id());
        if (override != null) {
            branch = overridden(step, override);
            found = found.with(override.meaning().equals("unknown") ? Truth.UNKNOWN : Truth.HOLDS);
        }
        values.putAll(found.captured());
        String means = branch == null ? null : branch.means();
        List<String> rulesOut = branch == null ? List.of() : branch.rulesOut();
        anyUnknown |= found.truth() == Truth.UNKNOWN;
        results.add(new Run.Result(
                step.id(),
                step.question(),
                found.truth(),
                found.count(),
                found.sentence(),
                found.shown(),
                found.events(),
                means,
                rulesOut,
                branch == null ? null : branch.note(),
                step.reading(),
                override == null ? null : override.reason()));
        support(step, branch);
        String next = branch == null || branch.next() == null ? step.next() : branch.next();
        // An unknown step with a path of its own does not take the ordinary one; a person's own answer may end it.
        return next == null ? "" : next;
    }

    private StepReading.Found asked(Step step) {
        String answer = answers.get(step.id());
        for (Step.Branch branch : step.answers()) {
            if (branch.say().equalsIgnoreCase(answer)) {
                return new StepReading.Found(
                        Truth.HOLDS, 0, "answered: " + branch.say(), List.of(), List.of(), Map.of(), branch);
            }
        }
        String sentence = answer == null
                ? "only a person can answer: "
                        + String.join(
                                " / ",
                                step.answers().stream().map(Step.Branch::say).toList())
                : "\"" + answer + "\" is none of the answers: "
                        + String.join(
                                " / ",
                                step.answers().stream().map(Step.Branch::say).toList());
        return new StepReading.Found(Truth.UNKNOWN, 0, sentence, List.of(), List.of(), Map.of(), step.unknown());
    }

    private static Step.@Nullable Branch overridden(Step step, Run.Decision override) {
        if (override.meaning().equals("unknown")) {
            return step.unknown();
        }
        List<Step.Branch> branches = new ArrayList<>(step.cases());
        branches.addAll(step.answers());
        for (Step.Branch branch : branches) {
            if (override.meaning().equals(branch.means()) || override.meaning().equals(branch.say())) {
                return branch;
            }
        }
        return new Step.Branch(
                "", null, null, null, override.meaning(), List.of(), Step.Strength.STRONG, step.next(), null);
    }

    private void support(Step step, Step.@Nullable Branch branch) {
        if (branch == null) {
            return;
        }
        if (branch.means() != null) {
            merge(branch.means(), new Run.Support(branch.strength(), false, List.of(step.id())));
        }
        branch.rulesOut().forEach(cause -> merge(cause, new Run.Support(Step.Strength.WEAK, true, List.of(step.id()))));
    }

    private void merge(String cause, Run.Support more) {
        causes.merge(cause, more, (before, after) -> {
            List<String> steps = new ArrayList<>(before.steps());
            steps.addAll(after.steps());
            Step.Strength strength =
                    before.strength().compareTo(after.strength()) > 0 ? before.strength() : after.strength();
            return new Run.Support(strength, before.isRuledOut() || after.isRuledOut(), steps);
        });
    }

    /** The best supported cause that nothing rules out; of two alike none. */
    private Run conclude() throws IOException {
        @Nullable String best = null;
        @Nullable String rival = null;
        for (Map.Entry<String, Run.Support> each : causes.entrySet()) {
            if (each.getValue().isRuledOut()) {
                continue;
            }
            int order = best == null
                    ? 1
                    : each.getValue()
                            .strength()
                            .compareTo(Objects.requireNonNull(causes.get(best)).strength());
            if (order > 0) {
                best = each.getKey();
                rival = null;
            } else if (order == 0) {
                rival = each.getKey();
            }
        }
        String verdict;
        String reason;
        if (best != null && rival == null) {
            Run.Support support = Objects.requireNonNull(causes.get(best));
            verdict = "cause";
            reason = best + ": " + support.strength().name().toLowerCase(java.util.Locale.ROOT) + " support from "
                    + String.join(", ", support.steps());
        } else if (best != null) {
            verdict = "inconclusive";
            reason = best + " and " + rival + " are supported alike";
        } else {
            verdict = anyUnknown ? "unknown" : "inconclusive";
            reason = anyUnknown
                    ? "the evidence, or a person, did not say what the steps needed"
                    : "no step supports a cause";
        }
        String cause = verdict.equals("cause") ? best : null;
        return new Run(
                playbook.id(),
                playbook.title(),
                playbook.version(),
                values,
                onset,
                results,
                causes,
                verdict,
                cause,
                reason,
                fixes());
    }

    private List<FixVerdict> fixes() throws IOException {
        List<FixVerdict> verdicts = new ArrayList<>();
        if (fix != null) {
            for (Playbook.FixCheck check : playbook.fixChecks()) {
                verdicts.add(FixVerdict.of(inquiry, check, values, onset, fix));
            }
        }
        return verdicts;
    }

    /** When a fix was, as far as the evidence says: the last change, or else what follows the last failure. */
    static Optional<Long> fixTime(Inquiry inquiry, Playbook.FixCheck check, Map<String, String> values)
            throws IOException {
        var changes = inquiry.hits(new Query.Term("kind", "change"));
        if (changes.count() > 0) {
            return Optional.of(changes.page(changes.count() - 1, 1).getFirst().time());
        }
        Optional<Query> failure = check.failure().bind(values);
        if (failure.isEmpty()) {
            return Optional.empty();
        }
        var failures = inquiry.hits(failure.get(), TimeRange.ALL);
        return failures.count() == 0
                ? Optional.empty()
                : Optional.of(failures.page(failures.count() - 1, 1).getFirst().time() + 1);
    }
}
