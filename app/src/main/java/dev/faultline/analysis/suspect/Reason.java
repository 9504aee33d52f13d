package dev.faultline.analysis.suspect;

import dev.faultline.model.EventId;
import java.util.List;

/** A sentence and the events that prove it, possibly only the first of them. */
public record Reason(String text, List<EventId> events) {
    /** Copies the events. */
    public Reason {
        events = List.copyOf(events);
    }
}
