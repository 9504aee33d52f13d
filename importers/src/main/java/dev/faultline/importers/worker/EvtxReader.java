package dev.faultline.importers.worker;

import dev.faultline.importers.windows.WindowsEvent;
import dev.faultline.importers.windows.XmlElement;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Records of a Windows event log, one chunk of 64 KiB at a time. Runs in the child only. */
final class EvtxReader implements WorkerMain.Reader {
    private static final int FILE_HEADER = 4096;
    private static final int CHUNK = 64 << 10;
    private static final int FIRST_RECORD = 512;
    private static final int RECORD_HEADER = 24;
    private static final long CHUNK_MAGIC = 0x006B6E6843666C45L;
    private static final int RECORD_MAGIC = 0x00002A2A;
    private static final long EPOCH_DIFFERENCE = 116_444_736_000_000_000L;

    @Override
    public void read(Path path, WorkerOutput out) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (file.length() <= FILE_HEADER) {
                out.issue(IssueCode.TRUNCATED, true, "the file ends before its first chunk", file.length());
            }
            byte[] bytes = new byte[CHUNK];
            // The header's number of chunks is wrong in a log that was not closed.
            for (long at = FILE_HEADER; at < file.length(); at += CHUNK) {
                int length = (int) Math.min(CHUNK, file.length() - at);
                file.seek(at);
                try {
                    file.readFully(bytes, 0, length);
                } catch (EOFException shrunk) {
                    out.issue(IssueCode.SOURCE_CHANGED, true, "the file became shorter", at);
                    return;
                }
                chunk(ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN), at, out);
            }
        }
    }

    private static void chunk(ByteBuffer chunk, long at, WorkerOutput out) throws IOException {
        if (chunk.limit() < FIRST_RECORD) {
            out.issue(IssueCode.TRUNCATED, true, "the file ends within a chunk", at);
            return;
        }
        if (chunk.getLong(0) != CHUNK_MAGIC) {
            if (!empty(chunk)) {
                out.issue(IssueCode.BAD_HEADER, true, "a chunk without its magic number", at);
            }
            return;
        }
        int free = chunk.getInt(48);
        int end = free >= FIRST_RECORD && free <= chunk.limit() ? free : chunk.limit();
        if (chunk.limit() < CHUNK) {
            out.issue(IssueCode.TRUNCATED, false, "the file ends within a chunk", at + chunk.limit());
        }
        for (int record = FIRST_RECORD; record + RECORD_HEADER < end; ) {
            int size = chunk.getInt(record + 4);
            boolean good = chunk.getInt(record) == RECORD_MAGIC && size > RECORD_HEADER && size <= end - record;
            if (!good) {
                if (end == free || chunk.getInt(record) != 0) {
                    out.issue(IssueCode.BAD_RECORD, true, "no record where one should begin", at + record);
                }
                return;
            }
            boolean finished = chunk.getInt(record + size - 4) == size;
            boolean another = record + size + 4 <= end && chunk.getInt(record + size) == RECORD_MAGIC;
            if (finished) {
                record(chunk, record, size, at, out);
            } else {
                // What Windows had not finished writing was never an event.
                out.issue(IssueCode.TRUNCATED, another, "a record that was not written to its end", at + record);
                if (!another) {
                    return;
                }
            }
            record += size;
        }
    }

    private static boolean empty(ByteBuffer chunk) {
        for (int i = 0; i + 8 <= chunk.limit(); i += 8) {
            if (chunk.getLong(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static void record(ByteBuffer chunk, int from, int size, long at, WorkerOutput out) throws IOException {
        XmlElement root = new XmlElement("");
        try {
            new BinaryXml(chunk).fragment(from + RECORD_HEADER, from + size - 4, root);
        } catch (BinaryXml.Broken broken) {
            out.issue(IssueCode.BAD_RECORD, true, "a record that cannot be read: " + broken.getMessage(), at + from);
            return;
        }
        WindowsEvent read = WindowsEvent.of(root.child("Event").orElse(root));
        WorkerEvent event = new WorkerEvent(at + from, size);
        event.kind = Kind.LOG;
        event.severity = read.severity();
        event.name = read.name();
        event.logger = read.logger();
        event.thread = read.thread();
        event.message = read.message();
        event.timed = true;
        event.time = read.time().orElse((chunk.getLong(from + 16) - EPOCH_DIFFERENCE) * 100);
        read.attributes().forEach(event::text);
        out.event(event);
    }
}
