package dev.faultline.store;

import java.util.List;

/**
 * What a check of a whole case found.
 *
 * @param ok whether everything is as it was written
 * @param textIndexOk whether the text index is sound
 * @param records events that are stored and not hidden
 * @param distinct different events among them, by source and place
 * @param rejected records that were rejected
 * @param lastLine highest source line that an event or a rejected record begins at
 * @param indexed events that the text index covers
 * @param duplicates events that are stored twice
 * @param digest SHA-256 over all events, lower hex: the same for the same evidence however often the import was cut off
 * @param problems what is wrong, in words, the file first
 */
public record Integrity(
        boolean ok,
        boolean textIndexOk,
        long records,
        long distinct,
        long rejected,
        long lastLine,
        long indexed,
        long duplicates,
        String digest,
        List<String> problems) {
    /** Copies the list. */
    public Integrity {
        problems = List.copyOf(problems);
    }
}
