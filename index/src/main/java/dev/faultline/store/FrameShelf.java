package dev.faultline.store;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Original bytes for a search that looks at many records one after the other: the last few stretches stay unpacked, in
 * buffers that are filled again and again. For one thread at a time.
 */
final class FrameShelf implements AutoCloseable {
    /** A block's records lie in three frames or so, even where they are not in order. */
    private static final int KEPT = 4;

    /** Longer records are read one by one. */
    private static final int LONGEST = 4 << 20;

    /** The stretches of a source, in the order of their offsets. */
    interface Stretches {
        /** The number of the stretch that holds this offset, or would. */
        int at(long offset);

        int count();

        long offset(int stretch);

        int length(int stretch);

        /** Puts the stretch's bytes into the shelf's buffer, which has room for them. */
        void fill(int stretch, FrameShelf shelf, byte[] buffer) throws IOException;
    }

    /** For whoever fills a buffer: made once. */
    final ZstdDecompressCtx zstd = new ZstdDecompressCtx();

    private byte[] packed = new byte[64 << 10];

    private final byte[][] buffers = new byte[KEPT][EvidenceWriter.FRAME];
    private final int[] stretches = new int[KEPT];
    private int oldest;
    private byte[] joined = new byte[4 << 10];
    private @Nullable Stretches source;
    private byte[] last = joined;
    private long lastStart;
    private long lastEnd;

    /** Where the record of the last {@link #find} lies. */
    byte[] bytes = joined;

    int from;

    /** Says whose bytes are looked up from here on. */
    void use(Stretches of) {
        if (source == null || !source.equals(of)) {
            source = of;
            Arrays.fill(stretches, -1);
            lastEnd = 0;
        }
    }

    /** Looks a record up; false where the source does not hold all of it, or it is too long for a shelf. */
    boolean find(long offset, int length) throws IOException {
        if (offset >= lastStart && offset + length <= lastEnd) {
            // Nearly always it is where the one before it was.
            bytes = last;
            from = (int) (offset - lastStart);
            return true;
        }
        Stretches of = Objects.requireNonNull(source);
        int stretch = of.at(offset);
        if (stretch < 0 || length > LONGEST) {
            return false;
        }
        int inside = (int) Math.min(Integer.MAX_VALUE, offset - of.offset(stretch));
        if (inside + (long) length > of.length(stretch)) {
            return join(of, stretch, inside, length);
        }
        last = unpacked(of, stretch);
        lastStart = of.offset(stretch);
        lastEnd = lastStart + of.length(stretch);
        bytes = last;
        from = inside;
        return true;
    }

    private boolean join(Stretches of, int first, int inside, int length) throws IOException {
        joined = joined.length < length ? new byte[length] : joined;
        int done = 0;
        int at = inside;
        for (int stretch = first; done < length; stretch++) {
            if (stretch >= of.count() || at >= of.length(stretch) || stretch > first && !follows(of, stretch)) {
                return false;
            }
            int part = Math.min(length - done, of.length(stretch) - at);
            System.arraycopy(unpacked(of, stretch), at, joined, done, part);
            done += part;
            at = 0;
        }
        bytes = joined;
        from = 0;
        return true;
    }

    private static boolean follows(Stretches of, int stretch) {
        return of.offset(stretch) == of.offset(stretch - 1) + of.length(stretch - 1);
    }

    @SuppressWarnings("ReferenceEquality") // the buffer itself is filled anew
    private byte[] unpacked(Stretches of, int stretch) throws IOException {
        for (int i = 0; i < KEPT; i++) {
            if (stretches[i] == stretch) {
                return buffers[i];
            }
        }
        int slot = oldest;
        lastEnd = last == buffers[slot] ? 0 : lastEnd;
        oldest = (oldest + 1) % KEPT;
        stretches[slot] = -1;
        if (buffers[slot].length < of.length(stretch)) {
            buffers[slot] = new byte[of.length(stretch)];
        }
        of.fill(stretch, this, buffers[slot]);
        stretches[slot] = stretch;
        return buffers[slot];
    }

    /** Room for the packed form of a stretch. */
    byte[] packed(int length) {
        packed = packed.length < length ? new byte[length] : packed;
        return packed;
    }

    @Override
    public void close() {
        zstd.close();
    }
}
