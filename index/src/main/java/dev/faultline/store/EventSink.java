package dev.faultline.store;

import dev.faultline.model.IssueCode;

/**
 * Where an importer puts what it reads, in the order of the source: fill the {@link #draft()}, then {@link #accept()}.
 * Not thread-safe. Whoever writes a case, shows a preview or runs a test is behind it.
 */
public interface EventSink {
    /** The one draft, cleared. The same object every time; what it held before is gone. */
    EventDraft draft();

    /** Keeps the draft as an event. Its record must have been set. */
    void accept();

    /**
     * Counts a record that could not become an event. Its bytes stay in the evidence.
     *
     * @param code what is wrong
     * @param detail one sentence for a person
     * @param offset first byte of the record in the source's original bytes
     * @param length number of original bytes
     * @param line line number from 1; 0 where lines mean nothing
     */
    void reject(IssueCode code, String detail, long offset, long length, long line);

    /** Says something about the evidence without losing any of it. {@code offset} -1: about the whole source. */
    void report(IssueCode code, String detail, long offset, long line);

    /** Asked now and then by long loops; an importer that sees true returns at once. */
    boolean cancelled();
}
