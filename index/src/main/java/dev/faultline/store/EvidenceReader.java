package dev.faultline.store;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Gives back original bytes: from the case's frames, or from the file itself where the case keeps no copy. */
final class EvidenceReader implements AutoCloseable {
    private static final int KEPT_FRAMES = 96;

    private final CaseFolder folder;
    private final Map<EvidenceFrame, byte[]> frames = leastRecentlyUsed(KEPT_FRAMES);
    private final OpenFiles files = new OpenFiles();
    private final OriginalFiles originals = new OriginalFiles(files);
    private final Deque<FrameShelf> shelves = new ConcurrentLinkedDeque<>();

    EvidenceReader(CaseFolder folder) {
        this.folder = folder;
    }

    /** The files that the case holds no copy of. */
    OriginalFiles originals() {
        return originals;
    }

    private static Map<EvidenceFrame, byte[]> leastRecentlyUsed(int most) {
        return new LinkedHashMap<>(most * 2, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<EvidenceFrame, byte[]> eldest) {
                return size() > most;
            }
        };
    }

    /** Up to {@code length} original bytes from the frames, which are in the order of their offsets. */
    byte[] read(List<EvidenceFrame> ordered, long offset, int length) throws IOException {
        byte[] out = new byte[length];
        int done = 0;
        int index = find(ordered, offset);
        while (done < length && index >= 0 && index < ordered.size()) {
            EvidenceFrame frame = ordered.get(index++);
            int from = (int) (offset + done - frame.offset());
            if (from < 0 || from >= frame.length()) {
                break;
            }
            byte[] bytes = unpack(frame);
            int part = Math.min(length - done, frame.length() - from);
            System.arraycopy(bytes, from, out, done, part);
            done += part;
        }
        return done == length ? out : Arrays.copyOf(out, done);
    }

    private static int find(List<EvidenceFrame> ordered, long offset) {
        int low = 0;
        int high = ordered.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (ordered.get(middle).offset() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? -1 : low;
    }

    private byte[] unpack(EvidenceFrame frame) throws IOException {
        synchronized (frames) {
            byte[] known = frames.get(frame);
            if (known != null) {
                return known;
            }
        }
        byte[] bytes = load(frame);
        synchronized (frames) {
            frames.put(frame, bytes);
        }
        return bytes;
    }

    /** Reads and verifies a frame. */
    byte[] load(EvidenceFrame frame) throws IOException {
        byte[] bytes = new byte[frame.length()];
        Unpacking unpacking = (packed, length) -> Zstd.decompressByteArray(bytes, 0, bytes.length, packed, 0, length);
        load(frame, new byte[frame.packed()], unpacking);
        return bytes;
    }

    /** Unpacks so many bytes of a frame and says how many came out. */
    private interface Unpacking {
        long unpack(byte[] packed, int length);
    }

    private void load(EvidenceFrame frame, byte[] packed, Unpacking unpacking) throws IOException {
        Path file = folder.evidence(frame.segment());
        int read = files.read(file, frame.fileOffset(), packed, frame.packed());
        CRC32C crc = new CRC32C();
        crc.update(packed, 0, read);
        if (read != frame.packed() || (int) crc.getValue() != frame.crc()) {
            throw new CaseFormatException(file + " is damaged at byte " + frame.fileOffset()
                    + ": the original bytes there do not match their checksum");
        }
        long size = unpacking.unpack(packed, read);
        if (Zstd.isError(size) || size != frame.length()) {
            throw new CaseFormatException(file + " is damaged at byte " + frame.fileOffset());
        }
    }

    /** A shelf that nobody else uses until it is given back. */
    FrameShelf borrowShelf(FrameShelf.Stretches stretches) {
        FrameShelf spare = shelves.pollFirst();
        FrameShelf shelf = spare == null ? new FrameShelf() : spare;
        shelf.use(stretches);
        return shelf;
    }

    /** The last one given back is the first one lent: the next block begins where its bytes end. */
    void giveBack(FrameShelf shelf) {
        shelves.addFirst(shelf);
    }

    /** The frames of a source for a shelf. */
    record Frames(EvidenceReader reader, List<EvidenceFrame> ordered) implements FrameShelf.Stretches {
        @Override
        public int at(long offset) {
            return find(ordered, offset);
        }

        @Override
        public int count() {
            return ordered.size();
        }

        @Override
        public long offset(int stretch) {
            return ordered.get(stretch).offset();
        }

        @Override
        public int length(int stretch) {
            return ordered.get(stretch).length();
        }

        @Override
        public void fill(int stretch, FrameShelf shelf, byte[] buffer) throws IOException {
            EvidenceFrame frame = ordered.get(stretch);
            reader.load(
                    frame,
                    shelf.packed(frame.packed()),
                    (packed, length) -> shelf.zstd.decompressByteArray(buffer, 0, frame.length(), packed, 0, length));
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // each source has a list of its own
        public boolean equals(@Nullable Object other) {
            return other instanceof Frames frames && frames.ordered == ordered;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(ordered);
        }
    }

    @Override
    public void close() throws IOException {
        for (FrameShelf shelf = shelves.pollFirst(); shelf != null; shelf = shelves.pollFirst()) {
            shelf.close();
        }
        files.close();
    }
}
