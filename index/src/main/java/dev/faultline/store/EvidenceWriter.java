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
    private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(AHEAD);
    private final BlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(AHEAD + 3);
    private final Thread worker;
    private byte[] buffer = new byte[FRAME];
    private int filled;
    private long received;
    private volatile @Nullable Throwable failure;

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

    /** Bytes to hash and keep, or a request to make everything before it durable. */
    private sealed interface Job {}

    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    private record Frame(byte[] bytes, int length) implements Job {}

    private record Flush(java.util.concurrent.CountDownLatch done) implements Job {}

    private record Stop() implements Job {}

    EvidenceWriter(boolean copy, long keptBefore, long prefixBytes) {
        this.copy = copy;
        this.keptBefore = keptBefore;
        this.prefixBytes = prefixBytes;
        this.digest = sha256();
        this.worker = Thread.ofPlatform().daemon().name("evidence").unstarted(this::work);
        worker.start();
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
            put(new Frame(buffer, filled));
            byte[] next = spare.poll();
            buffer = next == null ? new byte[FRAME] : next;
            filled = 0;
        }
    }

    private void put(Job job) throws IOException {
        rethrow();
        try {
            jobs.put(job);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("the import was interrupted", interrupted);
        }
    }

    private void rethrow() throws IOException {
        Throwable problem = failure;
        if (problem instanceof IOException io) {
            throw io;
        }
        if (problem != null) {
            throw new IOException("keeping the evidence failed: " + problem, problem);
        }
    }

    /** Waits until everything handed over is on disk, and returns the frames since {@link #begin}. */
    List<EvidenceFrame> flush() throws IOException {
        hand();
        Flush flush = new Flush(new java.util.concurrent.CountDownLatch(1));
        put(flush);
        try {
            flush.done().await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("the import was interrupted", interrupted);
        }
        rethrow();
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

    private void work() {
        try {
            while (true) {
                Job job = jobs.take();
                switch (job) {
                    case Frame frame -> {
                        if (failure == null) {
                            keep(frame);
                        }
                        spare.offer(frame.bytes());
                    }
                    case Flush flush -> {
                        if (failure == null) {
                            sync();
                        }
                        flush.done().countDown();
                    }
                    case Stop stop -> {
                        return;
                    }
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(Frame frame) {
        try {
            hash(frame);
            int skip = (int) Math.max(0, Math.min(frame.length(), keptBefore - (hashed - frame.length())));
            if (copy && skip < frame.length()) {
                store(frame.bytes(), skip, frame.length());
            }
        } catch (IOException | RuntimeException problem) {
            failure = problem;
        }
    }

    private void hash(Frame frame) {
        long end = hashed + frame.length();
        int before = (int) Math.min(frame.length(), prefixBytes - hashed);
        if (before > 0 && hashed + before == prefixBytes) {
            digest.update(frame.bytes(), 0, before);
            prefixHash = hash();
            digest.update(frame.bytes(), before, frame.length() - before);
        } else {
            digest.update(frame.bytes(), 0, frame.length());
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

    private void sync() {
        FileChannel open = channel;
        if (open == null) {
            return;
        }
        channel = null;
        try (open) {
            open.force(true);
        } catch (IOException problem) {
            failure = CaseFolder.withSpace(java.util.Objects.requireNonNull(file), problem);
        }
    }

    /** Stops the worker and drops what was not flushed. */
    @Override
    public void close() throws IOException {
        if (failure == null) {
            failure = new IOException("closed");
        }
        try {
            jobs.put(new Stop());
            worker.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        zstd.close();
        FileChannel open = channel;
        if (open != null) {
            channel = null;
            open.close();
            Files.deleteIfExists(java.util.Objects.requireNonNull(file));
        }
    }
}
