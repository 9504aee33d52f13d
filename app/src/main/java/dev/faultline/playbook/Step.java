package dev.faultline.playbook;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question of the path, and where its answers lead.
 *
 * @param id its name in the playbook
 * @param question what is asked, for a person
 * @param look how it is answered
 * @param query the events it is about; null for a question to a person
 * @param field whose values are counted, for facets; null else
 * @param window when; null for the whole case
 * @param capture values to take from the hits, by the name that later queries use
 * @param reading how to read what is shown; null for none
 * @param cases what the answer means, the first that holds counts
 * @param unknown where to go when the evidence does not say; null for the end
 * @param answers what a person can say
 * @param next where to go where nothing else says so; null for the end
 */
public record Step(
        String id,
        String question,
        Look look,
        @Nullable Question query,
        @Nullable String field,
        @Nullable Window window,
        Map<String, Pick> capture,
        @Nullable String reading,
        List<Branch> cases,
        @Nullable Branch unknown,
        List<Branch> answers,
        @Nullable String next) {
    /** How a question is answered. The only things a playbook can do. */
    public enum Look {
        SEARCH,
        PATTERNS,
        FACETS,
        TRACE,
        SNAPSHOT,
        COMPARE,
        CHANGES,
        GAPS,
        ASK;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** The word in the file. */
        public String label() {
            return label;
        }
    }

    /** Copies the collections. */
    public Step {
        capture = Map.copyOf(capture);
        cases = List.copyOf(cases);
        answers = List.copyOf(answers);
    }

    /**
     * What an answer means and where it leads.
     *
     * @param say the words of the answer, for a question to a person; empty else
     * @param count how many hits there must be; null for any
     * @param value a figure over the hits; null for none
     * @param ratio how much more frequent than before the onset; null for no comparison
     * @param means the cause it supports; null for none
     * @param rulesOut the causes it rules out
     * @param strength how much it supports the cause
     * @param next the step that follows; null where the step itself says
     * @param note a remark for a person; null for none
     */
    public record Branch(
            String say,
            @Nullable Comparison count,
            @Nullable Measure value,
            @Nullable Comparison ratio,
            @Nullable String means,
            List<String> rulesOut,
            Strength strength,
            @Nullable String next,
            @Nullable String note) {
        /** Copies the causes. */
        public Branch {
            rulesOut = List.copyOf(rulesOut);
        }
    }

    /** How much an answer supports a cause. */
    public enum Strength {
        WEAK,
        MODERATE,
        STRONG
    }
}
