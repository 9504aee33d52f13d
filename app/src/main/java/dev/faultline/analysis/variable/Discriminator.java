package dev.faultline.analysis.variable;

import dev.faultline.model.EventId;
import java.util.List;
import java.util.Locale;

/**
 * A predicate on one variable or attribute, and how well it separates failing from passing hits. It goes with the
 * failure; whether it leads to it, a person says.
 *
 * @param field what a query would name it: {@code var.customer.tier}, {@code attributes.http.route}
 * @param frame the function in whose frame the variable is; empty for attributes
 * @param kind what is said of it
 * @param predicate for a person: {@code tier = "legacy"}
 * @param query finds the hits in the query language; empty where the language cannot say it
 * @param failing failing hits for which it holds
 * @param failingOf failing hits that were looked at
 * @param passing passing hits for which it holds
 * @param passingOf passing hits that were looked at
 * @param score information about the outcome, bits per hit, at most 1
 * @param chance of separating as well by accident (Fisher's exact test), times the number of predicates tried; at most 1
 * @param examples failing hits for which it holds, at most ten
 */
public record Discriminator(
        String field,
        String frame,
        Kind kind,
        String predicate,
        String query,
        int failing,
        int failingOf,
        int passing,
        int passingOf,
        double score,
        double chance,
        List<EventId> examples) {
    /** Copies the examples. */
    public Discriminator {
        examples = List.copyOf(examples);
    }

    /** What is said of a variable. */
    public enum Kind {
        VALUE(0),
        NULL(0),
        SIZE(1),
        TYPE(2),
        RANGE(3),
        /** It has no value at this point: often an effect of where the call ended. */
        ABSENT(4);

        private final int order;

        Kind(int order) {
            this.order = order;
        }

        /** Where two predicates separate equally well, the one that says more comes first. */
        int order() {
            return order;
        }

        /** The word that JSON and the window use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The whole of it in a sentence. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "%s in %,d of %,d failing, %,d of %,d passing",
                predicate,
                failing,
                failingOf,
                passing,
                passingOf);
    }
}
