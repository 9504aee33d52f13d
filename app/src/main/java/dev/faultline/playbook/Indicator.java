package dev.faultline.playbook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sign of the failure in the evidence.
 *
 * @param id its name in the playbook
 * @param query the events it is about
 * @param count how many there must be
 * @param within the length of the sliding window that they must lie in, nanoseconds; 0 for the whole case
 * @param by fields whose values part the events; one group must suffice
 * @param value a figure over the events; null for none
 * @param is what the figure must be; null for none
 * @param before the indicator whose first event these must precede; null for none
 * @param after the indicator whose first event these must follow; null for none
 * @param ratio how much more frequent than in the time before they must be; null for no such comparison
 * @param weight what it adds to the score; negative where it speaks against
 * @param required whether nothing is offered without it
 */
public record Indicator(
        String id,
        Question query,
        Comparison count,
        long within,
        List<String> by,
        @Nullable Aggregate value,
        @Nullable Comparison is,
        @Nullable String before,
        @Nullable String after,
        @Nullable Comparison ratio,
        double weight,
        boolean required) {
    /** Copies the fields. */
    public Indicator {
        by = List.copyOf(by);
    }
}
