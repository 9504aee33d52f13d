package dev.faultline.playbook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A playbook: data, checked, ready to be matched and run.
 *
 * @param id stays when the file is renamed
 * @param title what fails
 * @param version grows with every edit
 * @param status how far it is
 * @param level how bad what it describes is
 * @param summary in a sentence
 * @param owner who answers for it; null where nobody is named
 * @param escalation whom to call; null where nobody is named
 * @param modified date; null where not given
 * @param tags words to find it by
 * @param services patterns of the services it is about; empty for all
 * @param needs the evidence it takes
 * @param blindSpots what it cannot see
 * @param parameters values that are found or asked for
 * @param atLeast the sum of weights from which it is offered
 * @param indicators the signs
 * @param knownFalse what looks the same and is not
 * @param steps the questions; the first one is where a run begins
 * @param causes what may be the cause, by name
 * @param remedies what helps
 * @param fixChecks how to see that it is fixed
 * @param tests its own tests
 */
public record Playbook(
        String id,
        String title,
        int version,
        Status status,
        String level,
        String summary,
        @Nullable String owner,
        @Nullable String escalation,
        @Nullable String modified,
        List<String> tags,
        List<String> services,
        List<Need> needs,
        List<String> blindSpots,
        Map<String, Parameter> parameters,
        double atLeast,
        List<Indicator> indicators,
        List<String> knownFalse,
        List<Step> steps,
        Map<String, Cause> causes,
        List<Remedy> remedies,
        List<FixCheck> fixChecks,
        List<TestCase> tests) {
    /** How far a playbook is. */
    public enum Status {
        DRAFT,
        REVIEWED,
        RETIRED
    }

    /** Copies the collections. */
    public Playbook {
        tags = List.copyOf(tags);
        services = List.copyOf(services);
        needs = List.copyOf(needs);
        blindSpots = List.copyOf(blindSpots);
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        indicators = List.copyOf(indicators);
        knownFalse = List.copyOf(knownFalse);
        steps = List.copyOf(steps);
        causes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(causes));
        remedies = List.copyOf(remedies);
        fixChecks = List.copyOf(fixChecks);
        tests = List.copyOf(tests);
    }

    /** The step of this name. */
    public Optional<Step> step(String name) {
        return steps.stream().filter(step -> step.id().equals(name)).findFirst();
    }

    /** The same playbook with other indicators; for mutants. */
    Playbook withIndicators(List<Indicator> others) {
        return new Playbook(
                id,
                title,
                version,
                status,
                level,
                summary,
                owner,
                escalation,
                modified,
                tags,
                services,
                needs,
                blindSpots,
                parameters,
                atLeast,
                others,
                knownFalse,
                steps,
                causes,
                remedies,
                fixChecks,
                tests);
    }

    /**
     * Evidence that it takes.
     *
     * @param kind what events, by the label of {@link dev.faultline.model.Kind}
     * @param query which of them; null for any
     * @param why what it is good for; null where not said
     * @param stops whether nothing can be said without it
     */
    public record Need(
            String kind, @Nullable Question query, @Nullable String why, boolean stops) {}

    /**
     * A value that queries use.
     *
     * @param from where it is found; null for a question to a person
     * @param ask the question; null for none
     * @param otherwise what it is where it is not found; null for none
     */
    public record Parameter(
            @Nullable Pick from,
            @Nullable String ask,
            @Nullable String otherwise) {}

    /** What may be the cause, and of what kind it is. */
    public record Cause(String text, String kind) {}

    /**
     * What helps.
     *
     * @param cause against which cause; null for any
     * @param kind mitigate, fix or prevent
     * @param action what to do
     * @param risk low, medium or high; null where not said
     * @param undo the way back; null where not said
     * @param check the check that shows it; null for none
     */
    public record Remedy(
            @Nullable String cause,
            String kind,
            String action,
            @Nullable String risk,
            @Nullable String undo,
            @Nullable String check) {}

    /**
     * How to see that it is fixed.
     *
     * @param id its name in the playbook
     * @param failure events of the failure
     * @param exposure traffic that would have failed
     * @param over how long after the fix; null for all of it
     * @param confidence how sure, from 0.5 to 1
     */
    public record FixCheck(
            String id,
            Question failure,
            Question exposure,
            @Nullable Window over,
            double confidence) {}

    /**
     * A test of the diagnosis.
     *
     * @param name what it shows
     * @param evidence files beside the playbook
     * @param onset when it began; null to find it
     * @param fix when it was fixed; null to take the last change, or what follows the last failure
     * @param answers what the person answers, by step
     * @param match whether it must be offered; null where not said
     * @param path steps that must be taken, in order; null where not said
     * @param cause what it must end in; null where not said
     * @param verdict how it must end; null where not said
     * @param fixes what the checks of the fix must say, by check
     */
    public record TestCase(
            String name,
            List<String> evidence,
            @Nullable String onset,
            @Nullable String fix,
            Map<String, String> answers,
            @Nullable Truth match,
            @Nullable List<String> path,
            @Nullable String cause,
            @Nullable String verdict,
            Map<String, String> fixes) {
        /** Copies the collections. */
        public TestCase {
            evidence = List.copyOf(evidence);
            answers = Map.copyOf(answers);
            path = path == null ? null : List.copyOf(path);
            fixes = Map.copyOf(fixes);
        }
    }
}
