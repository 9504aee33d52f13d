package dev.faultline.store;

import dev.faultline.model.Source;

/** What a case already knows of some bytes. */
public sealed interface Recognition {
    /** Never seen. */
    record Fresh() implements Recognition {}

    /** The same bytes, read to their end before: nothing to do. */
    record Known(Source source) implements Recognition {}

    /** They begin with all bytes of a source that was read to its end: only the tail is new. */
    record Grown(Source source) implements Recognition {}

    /** An import of the same file that did not reach the end: it goes on. */
    record Partial(Source source) implements Recognition {}
}
