package dev.faultline.importers.worker;

import dev.faultline.model.IssueCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The chunks of a recording, looked at before the JDK's reader sees them: it trusts their sizes. */
final class JfrChunks {
    private static final int HEADER = 68;
    private static final int MOST = 1_000_000;

    private final List<Chunk> chunks = new ArrayList<>();
    private long end;
    private boolean broken;
    private boolean old;

    /** A chunk and its clock. */
    record Chunk(long offset, long end, long startNanos, long startTicks, long ticksPerSecond) {}

    static JfrChunks of(Path file, WorkerOutput out) throws IOException {
        JfrChunks found = new JfrChunks();
        try (FileChannel channel = FileChannel.open(file)) {
            found.walk(channel, out);
        }
        return found;
    }

    private void walk(FileChannel channel, WorkerOutput out) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        long size = channel.size();
        while (end < size && !broken && chunks.size() < MOST) {
            header.clear();
            while (header.hasRemaining() && channel.read(header, end + header.position()) > 0) {
                // reads on until the header is full or the file ends
            }
            if (header.position() < HEADER) {
                stop(IssueCode.TRUNCATED, "the recording ends within the header of a chunk", out);
            } else if (header.getInt(0) != 0x464C5200) {
                stop(IssueCode.BAD_HEADER, "no chunk begins where the one before ends", out);
            } else if (header.getShort(4) < 1 || header.getShort(4) > 2) {
                old = header.getShort(4) < 1;
                String version = header.getShort(4) + "." + header.getShort(6);
                String why = old ? "; it is of Oracle's JDK 7 or 8, whose layout only JDK Mission Control reads" : "";
                stop(IssueCode.UNSUPPORTED_VERSION, "a recording of version " + version + why, out);
            } else {
                chunk(header, size, out);
            }
        }
    }

    private void chunk(ByteBuffer header, long size, WorkerOutput out) throws IOException {
        long length = header.getLong(8);
        long constants = header.getLong(16);
        long metadata = header.getLong(24);
        if (length < HEADER || constants < 0 || metadata < 0) {
            stop(IssueCode.BAD_HEADER, "a chunk says that it has " + length + " bytes", out);
            return;
        }
        chunks.add(new Chunk(
                end,
                Math.min(size, length > size - end ? size : end + length),
                header.getLong(32),
                header.getLong(48),
                Math.max(1, header.getLong(56))));
        if (length > size - end) {
            stop(IssueCode.TRUNCATED, "the recording ends within a chunk of " + length + " bytes", out);
            end = size;
        } else if (constants >= length || metadata >= length) {
            stop(IssueCode.BAD_HEADER, "a chunk points beyond its end", out);
        } else {
            end += length;
        }
    }

    private void stop(IssueCode code, String detail, WorkerOutput out) throws IOException {
        broken = true;
        out.issue(code, true, detail + " (at byte " + end + ")", end);
    }

    boolean isEmpty() {
        return chunks.isEmpty() || end == 0;
    }

    /** The file from this chunk on, without what is behind the last good one: itself, or a copy. */
    Path readable(Path file, int first) throws IOException {
        long from = chunks.get(first).offset;
        if (from == 0 && (!broken || end == Files.size(file))) {
            return file;
        }
        Path copy = Files.createTempFile("faultline-", ".jfr");
        try (FileChannel source = FileChannel.open(file);
                FileChannel target = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            for (long at = from; at < end; ) {
                long moved = source.transferTo(at, end - at, target);
                if (moved <= 0) {
                    break;
                }
                at += moved;
            }
        }
        return copy;
    }

    List<Chunk> all() {
        return chunks;
    }

    static int headerLength() {
        return HEADER;
    }
}
