package dev.faultline.playbook;

import dev.faultline.model.EventId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A playbook as it was run against a case.
 *
 * @param playbook id of the playbook
 * @param title its title
 * @param version its version
 * @param values the parameters that were used
 * @param onset when it began, nanoseconds since 1970 UTC; null where nothing says so
 * @param steps what was asked, in order
 * @param causes what the answers say to each cause that came up
 * @param verdict {@code cause}, {@code inconclusive} or {@code unknown}
 * @param cause the cause that is supported; null where none stands out
 * @param reason in a sentence
 * @param fixes what the checks of the fix say; empty before a fix
 */
public record Run(
        String playbook,
        String title,
        int version,
        Map<String, String> values,
        @Nullable Long onset,
        List<Result> steps,
        Map<String, Support> causes,
        String verdict,
        @Nullable String cause,
        String reason,
        List<FixVerdict> fixes) {
    /** Copies the collections. */
    public Run {
        values = Map.copyOf(values);
        steps = List.copyOf(steps);
        causes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(causes));
        fixes = List.copyOf(fixes);
    }

    /** The names of the steps that were taken. */
    public List<String> path() {
        return steps.stream().map(Result::step).toList();
    }

    /**
     * What a step found.
     *
     * @param step its name
     * @param question what was asked
     * @param truth whether the question was answered: a case held, none did, or the evidence does not say
     * @param count hits. Exact
     * @param sentence what was found, with its numbers
     * @param shown lines for a person: the most frequent patterns, values, traces
     * @param events some of the events
     * @param means the cause that the answer supports; null for none
     * @param rulesOut the causes that it rules out
     * @param note a remark of the playbook; null for none
     * @param reading how to read it; null for none
     * @param override why a person decided otherwise; null where none did
     */
    public record Result(
            String step,
            String question,
            Truth truth,
            long count,
            String sentence,
            List<String> shown,
            List<EventId> events,
            @Nullable String means,
            List<String> rulesOut,
            @Nullable String note,
            @Nullable String reading,
            @Nullable String override) {
        /** Copies the collections. */
        public Result {
            shown = List.copyOf(shown);
            events = List.copyOf(events);
            rulesOut = List.copyOf(rulesOut);
        }
    }

    /** How much speaks for a cause, and whether something rules it out. */
    public record Support(Step.Strength strength, boolean isRuledOut, List<String> steps) {
        /** Copies the steps. */
        public Support {
            steps = List.copyOf(steps);
        }
    }

    /** What a person decides against the evidence: a cause, or {@code unknown}, and why. */
    public record Decision(String meaning, String reason) {}
}
