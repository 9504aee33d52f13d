package dev.faultline.playbook;

import dev.faultline.model.EventId;
import java.util.List;

/**
 * What the evidence says to one indicator.
 *
 * @param indicator the indicator
 * @param truth whether it holds
 * @param count events that the query finds. Exact
 * @param reason why, in a sentence with its numbers
 * @param events some of the events that prove it, the first ones
 * @param first when it began, nanoseconds since 1970 UTC; {@link Long#MAX_VALUE} where it did not
 */
public record Sign(Indicator indicator, Truth truth, long count, String reason, List<EventId> events, long first) {
    /** Copies the events. */
    public Sign {
        events = List.copyOf(events);
    }
}
