package dev.faultline.importers;

/**
 * One line, as a window over a buffer: the same object for all lines, its fields set anew for each. Text is UTF-8.
 * Fields instead of accessors, because this is the innermost loop of every log import.
 */
public final class Line {
    /** Holds the text; never keep it. */
    public byte[] buffer = {};
    /** First byte of the text. */
    public int from;
    /** First byte after the text: its terminator, if any. */
    public int to;
    /** First byte after the terminator. */
    public int end;
    /** First original byte in the source. */
    public long offset;
    /** Number of original bytes, terminator included. */
    public int length;
    /** From 1. */
    public long number;
    /**
     * Whether the text from {@link #from} to {@link #end} is what the source's original bytes decode to. False where a
     * wrapper was taken off or escapes were resolved: then ranges of this buffer say nothing about the source.
     */
    public boolean verbatim = true;
    /** Whether the line was longer than {@link Limits#LINE} and its rest is missing here. */
    public boolean cut;
    /** Whether an escape character may be in it; false only where it is known that none is. */
    boolean escapes = true;
}
