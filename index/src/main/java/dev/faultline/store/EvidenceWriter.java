package dev.faultline.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the original bytes of a source and packs them into frames, on a thread of its own beside the parser's. Bytes up
 * to {@code keptBefore} are hashed only: the case holds them already.
 */
final class EvidenceWriter implements AutoCloseable {
    static final int FRAME = 256 << 10;
    private static final int AHEAD = 8;

    private final boolean copy;
    private final long keptBefore;
    private final MessageDigest digest;
    private final OrderedWork work = new OrderedWork("keeping the evidence", AHEAD);
    private final BlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(AHEAD + 3);
    private byte[] buffer = new byte[FRAME];
    private int filled;
    private long received;

    // Only the worker touches these between two flushes, only the importing thread during one.
    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(1).setChecksum(false);
    private final byte[] packed = new byte[(int) Zstd.compressBound(FRAME)];
    private final List<EvidenceFrame> frames = new ArrayList<>();
    private @Nullable FileChannel channel;
    private @Nullable Path file;
    private int segment;
    private long hashed;
    private @Nullable String prefixHash;
    private long prefixBytes = -1;

    EvidenceWriter(boolean copy, long keptBefore, long prefixBytes) {
        this.copy = copy;
        this.keptBefore = keptBefore;
        this.prefixBytes = prefixBytes;
        this.digest = sha256();
    }

    /** Goes on behind bytes that were hashed before; {@code before} is left as it is. */
    EvidenceWriter(boolean copy, long bytes, MessageDigest before) {
        this.copy = copy;
        this.keptBefore = bytes;
        this.prefixBytes = bytes;
        this.hashed = bytes;
        this.received = bytes;
        try {
            this.digest = (MessageDigest) before.clone();
        } catch (CloneNotSupportedException everyJavaCan) {
            throw new IllegalStateException(everyJavaCan);
        }
        this.prefixHash = hash();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** From here on frames go to this file. Call it before the first bytes and after each flush. */
    void begin(Path evidenceFile, int number) {
        file = evidenceFile;
        segment = number;
        frames.clear();
    }

    /** Bytes handed over so far. */
    long received() {
        return received;
    }

    void write(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            int part = Math.min(to - at, FRAME - filled);
            System.arraycopy(bytes, at, buffer, filled, part);
            filled += part;
            at += part;
            received += part;
            // Frames never reach across the prefix that is held already, nor across the place of its hash.
            if (filled == FRAME) {
                hand();
            }
        }
    }

    private void hand() throws IOException {
        if (filled > 0) {
            byte[] bytes = buffer;
            int length = filled;
            work.add(() -> keep(bytes, length));
            byte[] next = spare.poll();
            buffer = next == null ? new byte[FRAME] : next;
            filled = 0;
        }
    }

    /** Waits until everything handed over is on disk, and returns the frames since {@link #begin}. */
    List<EvidenceFrame> flush() throws IOException {
        hand();
        work.await();
        sync();
        return List.copyOf(frames);
    }

    /** SHA-256 of all bytes so far; only right after {@link #flush}. Lower hex. */
    String hash() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException everyJavaCan) {
            throw new IllegalStateException(everyJavaCan);
        }
    }

    /** SHA-256 of the first {@code prefixBytes} bytes; null while fewer have been hashed. Right after {@link #flush}. */
    @Nullable
    String prefixHash() {
        return prefixHash;
    }

    private void keep(byte[] bytes, int length) throws IOException {
        hash(bytes, length);
        int skip = (int) Math.max(0, Math.min(length, keptBefore - (hashed - length)));
        if (copy && skip < length) {
            store(bytes, skip, length);
        }
        spare.offer(bytes);
    }

    private void hash(byte[] bytes, int length) {
        long end = hashed + length;
        int before = (int) Math.min(length, prefixBytes - hashed);
        if (before > 0 && hashed + before == prefixBytes) {
            digest.update(bytes, 0, before);
            prefixHash = hash();
            digest.update(bytes, before, length - before);
        } else {
            digest.update(bytes, 0, length);
        }
        hashed = end;
    }

    private void store(byte[] bytes, int from, int to) throws IOException {
        Path target = java.util.Objects.requireNonNull(file);
        try {
            if (channel == null) {
                channel = CaseFolder.createForWriting(target);
            }
            int length = zstd.compressByteArray(packed, 0, packed.length, bytes, from, to - from);
            CRC32C crc = new CRC32C();
            crc.update(packed, 0, length);
            long at = channel.position();
            ByteBuffer out = ByteBuffer.wrap(packed, 0, length);
            while (out.hasRemaining()) {
                channel.write(out);
            }
            long offset = hashed - to + from;
            frames.add(new EvidenceFrame(segment, offset, to - from, at, length, (int) crc.getValue()));
        } catch (IOException problem) {
            throw CaseFolder.withSpace(target, problem);
        }
    }

    private void sync() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            return;
        }
        channel = null;
        try (open) {
            open.force(true);
        } catch (IOException problem) {
            throw CaseFolder.withSpace(java.util.Objects.requireNonNull(file), problem);
        }
    }

    /** Stops the worker and drops what was not flushed. */
    @Override
    public void close() throws IOException {
        work.close();
        zstd.close();
        FileChannel open = channel;
        if (open != null) {
            channel = null;
            open.close();
            Files.deleteIfExists(java.util.Objects.requireNonNull(file));
        }
    }
}
