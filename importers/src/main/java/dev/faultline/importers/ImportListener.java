package dev.faultline.importers;

/** Hears how an import goes, on the importing thread; must return quickly. */
public interface ImportListener {
    /** Nobody listens. */
    ImportListener NONE = new ImportListener() {};

    /** A source begins. {@code bytes} -1: length not known. */
    default void started(String path, long bytes) {}

    /** Some more of it was read; a few times a second. */
    default void progressed(String path, long bytesRead, long bytes, long events) {}

    /** A source is done, one way or another. */
    default void finished(SourceReport report) {}
}
