package dev.faultline.playbook;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the evidence says to one playbook.
 *
 * @param playbook the playbook
 * @param truth whether it is offered
 * @param score sum of the weights of the signs that hold
 * @param possible sum of all weights that could speak for it
 * @param unknown sum of the weights that the evidence leaves open
 * @param signs what was asked, in the order of the playbook; a sign that could not matter any more is left out
 * @param values the parameters that were found
 * @param onset when it began, nanoseconds since 1970 UTC; null where nothing says so
 * @param reason in a sentence
 */
public record Offer(
        Playbook playbook,
        Truth truth,
        double score,
        double possible,
        double unknown,
        List<Sign> signs,
        Map<String, String> values,
        @Nullable Long onset,
        String reason) {
    /** Copies the collections. */
    public Offer {
        signs = List.copyOf(signs);
        values = Map.copyOf(values);
    }

    /** The score as a person reads it. */
    public String scoreText() {
        return Comparison.number(score) + " of " + Comparison.number(possible) + " possible, "
                + Comparison.number(unknown) + " unknown";
    }
}
