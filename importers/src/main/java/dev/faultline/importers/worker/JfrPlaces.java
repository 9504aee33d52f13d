package dev.faultline.importers.worker;

import dev.faultline.model.Severity;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where the events of a recording stand: the JDK's reader does not say, but gives them in the order of the file. Goes along
 * with it from record to record. The records that the reader keeps to itself, metadata and tables of constants, become quiet
 * events here, so that a recording has as many as {@code jfr summary} counts.
 */
final class JfrPlaces implements Closeable {
    private static final long METADATA = 0;
    private static final long CHECKPOINT = 1;

    private final HprofBytes bytes;
    private final JfrChunks chunks;
    private final WorkerOutput out;
    private int next;
    private JfrChunks.Chunk chunk = new JfrChunks.Chunk(0, 0, 0, 0, 1);
    private long at;
    private long length;
    private long type;

    /** Goes through the file from this chunk on. */
    JfrPlaces(Path file, JfrChunks chunks, int first, WorkerOutput out) throws IOException {
        this.next = first;
        this.bytes = new HprofBytes(file);
        this.chunks = chunks;
        this.out = out;
    }

    /** Number of the chunk behind the current one. */
    int nextChunk() {
        return next;
    }

    /** Where the current chunk begins. */
    long chunkOffset() {
        return chunk.offset();
    }

    /** A new event at the place of the next record of this type. */
    WorkerEvent event(long wanted) throws IOException {
        while (advance()) {
            if (type == wanted) {
                return new WorkerEvent(at, length);
            }
            structure();
        }
        return new WorkerEvent(chunk.offset(), JfrChunks.headerLength());
    }

    /** Gives what is behind the last event. */
    void finish() throws IOException {
        while (advance()) {
            structure();
        }
    }

    private boolean advance() throws IOException {
        long from = at + length;
        while (from >= chunk.end()) {
            if (next >= chunks.all().size()) {
                at = from;
                length = 0;
                return false;
            }
            chunk = chunks.all().get(next++);
            from = chunk.offset() + JfrChunks.headerLength();
        }
        try {
            bytes.position(from);
            at = from;
            length = number();
            type = number();
        } catch (EOFException cut) {
            length = 0;
        }
        if (length < 2 || length > chunk.end() - at) {
            // no way from here to the next record; the next chunk begins anew
            length = chunk.end() - at;
            type = -1;
        }
        return true;
    }

    private void structure() throws IOException {
        if (type != METADATA && type != CHECKPOINT) {
            return;
        }
        WorkerEvent event = new WorkerEvent(at, length);
        long ticks = number() - chunk.startTicks();
        event.name = type == METADATA ? "jdk.Metadata" : "jdk.Checkpoint";
        event.message = type == METADATA
                ? "Metadata: what the events' fields are"
                : "Checkpoint: constants that the events refer to";
        event.severity = Severity.TRACE;
        event.timed = true;
        event.time = chunk.startNanos() + (long) (ticks * (1e9 / chunk.ticksPerSecond()));
        out.event(event);
    }

    /** Seven bits a byte, the lowest first; the ninth byte has eight. */
    private long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            int b = bytes.u1();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        return value | (long) bytes.u1() << 56;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
