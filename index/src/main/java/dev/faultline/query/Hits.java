package dev.faultline.query;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a search found, in the order of time, then source, then place in the source. Nothing is loaded until it is asked
 * for. Safe for use by many threads.
 */
public final class Hits {
    Hits() {}

    /** The state of the case that was searched. */
    public CaseReader reader() {
        throw new UnsupportedOperationException();
    }

    /** How many there are. Exact. */
    public long count() {
        throw new UnsupportedOperationException();
    }

    /** Up to {@code size} hits from this position, which counts from 0; fewer at the end. */
    public List<Event> page(long position, int size) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The names of the same page, without unpacking the events. */
    public List<EventId> ids(long position, int size) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** How many hits are earlier than this time: the position of the first one at or after it. */
    public long positionAt(long nanos) {
        throw new UnsupportedOperationException();
    }

    /** Where this event stands among the hits; nothing where it is none. */
    public OptionalLong position(EventId id) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The position of the nearest hit after (or before) {@code position} that {@code other} found too. */
    public OptionalLong next(long position, Hits other, boolean forward) {
        throw new UnsupportedOperationException();
    }
}
