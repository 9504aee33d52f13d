package dev.faultline.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The files that were imported without a copy. Says so where one is not what it was then. For many threads. */
final class OriginalFiles {
    /** A search reads a million records in a row: whether their file is still the same is asked ten times a second. */
    private static final long TRUSTED_NANOS = 100_000_000L;
    /** Records of a page are neighbours: a piece is read for all of them, unless one is long. */
    private static final int PIECE = 16 << 10;

    private static final int LONG = PIECE / 4;
    private static final int MOST_PIECES = 64;

    private final OpenFiles files;
    private final Map<Integer, Long> lastChecks = new ConcurrentHashMap<>();
    /** The last piece that was read of a source. */
    private final Map<Integer, Piece> pieces = new ConcurrentHashMap<>();

    OriginalFiles(OpenFiles files) {
        this.files = files;
    }

    /** Bytes of a file as they were when it was last found unchanged. */
    private static final class Piece {
        private final long from;
        private final byte[] bytes;
        private final long checked;

        Piece(long from, byte[] bytes, long checked) {
            this.from = from;
            this.bytes = bytes;
            this.checked = checked;
        }

        byte @Nullable [] cut(long offset, int length, long now) {
            boolean fits = checked == now && offset >= from && offset + length <= from + bytes.length;
            return fits ? Arrays.copyOfRange(bytes, (int) (offset - from), (int) (offset - from) + length) : null;
        }
    }

    /** Up to {@code length} bytes of a source; fewer at its end. */
    byte[] read(StoredSource source, long offset, int length) throws IOException {
        Path file = Path.of(source.source().path());
        long checked = check(source, file);
        if (length > LONG) {
            return read(file, offset, length);
        }
        int id = source.source().id();
        Piece known = pieces.get(id);
        byte[] bytes = known == null ? null : known.cut(offset, length, checked);
        if (bytes != null) {
            return bytes;
        }
        Piece piece = new Piece(offset, read(file, offset, PIECE), checked);
        if (pieces.size() >= MOST_PIECES) {
            pieces.clear();
        }
        pieces.put(id, piece);
        return Arrays.copyOf(piece.bytes, Math.min(length, piece.bytes.length));
    }

    private byte[] read(Path file, long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        int read = files.read(file, offset, bytes, length);
        return read < length ? Arrays.copyOf(bytes, read) : bytes;
    }

    /** When the file was last found to be what was imported. */
    private long check(StoredSource source, Path file) throws IOException {
        long now = System.nanoTime();
        Long checked = lastChecks.get(source.source().id());
        if (checked == null || now - checked > TRUSTED_NANOS) {
            requireUnchanged(source, file);
            lastChecks.put(source.source().id(), now);
            return now;
        }
        return checked;
    }

    private static void requireUnchanged(StoredSource source, Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(
                    file + " is gone; the case holds no copy of it, so its original bytes cannot be shown");
        }
        if (Files.size(file) < source.source().bytes()
                || Files.getLastModifiedTime(file).toMillis() != source.fileModified()) {
            throw new IOException(file + " has changed since it was imported; the case holds no copy of it");
        }
    }

    /** A source cut into stretches for a shelf. */
    record Stretches(OriginalFiles files, StoredSource source) implements FrameShelf.Stretches {
        @Override
        public int at(long offset) {
            return offset < source.source().bytes() ? (int) (offset / EvidenceWriter.FRAME) : -1;
        }

        @Override
        public int count() {
            return (int) Math.ceilDiv(source.source().bytes(), (long) EvidenceWriter.FRAME);
        }

        @Override
        public long offset(int stretch) {
            return (long) stretch * EvidenceWriter.FRAME;
        }

        @Override
        public int length(int stretch) {
            return (int) Math.min(EvidenceWriter.FRAME, source.source().bytes() - offset(stretch));
        }

        @Override
        public void fill(int stretch, FrameShelf shelf, byte[] buffer) throws IOException {
            int length = length(stretch);
            byte[] read = files.read(source, offset(stretch), length);
            if (read.length != length) {
                throw new IOException(source.source().path() + " ends too early; it has changed since it was imported");
            }
            System.arraycopy(read, 0, buffer, 0, length);
        }
    }
}
