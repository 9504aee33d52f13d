package dev.faultline.model;

import org.jspecify.annotations.Nullable;

/**
 * One imported file or archive member.
 *
 * @param id its number in the case, from 1
 * @param path where it was, or the member's path inside its container
 * @param container path of the archive that held it, null for a plain file
 * @param format the importer that read it, such as {@code logback}
 * @param charset name of the character set of its text; {@code binary} where it has none
 * @param bytes length of the original bytes
 * @param sha256 lower hex of the original bytes; null while it is being read
 * @param events stored
 * @param rejected records that could not become events
 * @param skipped records that the case already held, such as the same span from another export
 * @param first earliest event time, nanoseconds; {@link Long#MAX_VALUE} without any
 * @param last latest event time, nanoseconds; {@link Long#MIN_VALUE} without any
 * @param zone the time zone that was assumed where the evidence names none; null where none was needed
 * @param clockOffset nanoseconds to add to the evidence's clock
 * @param service the service that the source's name or the user says, for events that name none
 * @param state how far its import came
 * @param importNanos how long the import took, nanoseconds
 */
public record Source(
        int id,
        String path,
        @Nullable String container,
        String format,
        String charset,
        long bytes,
        @Nullable String sha256,
        long events,
        long rejected,
        long skipped,
        long first,
        long last,
        @Nullable String zone,
        long clockOffset,
        @Nullable String service,
        State state,
        long importNanos) {
    /** How far the import of a source came. */
    public enum State {
        /** Being read, or cut off by a crash: importing it again goes on where it stopped. */
        PARTIAL,
        /** Read to its end. */
        COMPLETE,
        /** Stopped by the user. */
        CANCELLED
    }

    /** What the import read: stored, rejected and skipped. */
    public long read() {
        return events + rejected + skipped;
    }
}
