package dev.faultline.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The text index of a case: its writer, where the case is opened for writing, and the states of it that somebody reads. It is
 * derived: whatever is wrong with it, it is made anew from the segments.
 */
final class TextIndex implements AutoCloseable {
    private static final int SEGMENTS_PER_COMMIT = 10;
    /** An archive of thousands of small files would wait for the disk longer than for anything else. */
    private static final long NANOS_BETWEEN_COMMITS = 2_000_000_000L;

    private final Path folder;
    private final @Nullable TextIndexWriter writer;
    private final List<DirectoryReader> readers = new ArrayList<>();
    private int sinceCommit;
    private long lastCommit = System.nanoTime() - NANOS_BETWEEN_COMMITS;

    private TextIndex(Path folder, @Nullable TextIndexWriter writer) {
        this.folder = folder;
        this.writer = writer;
    }

    /** For a case that is written; empty where what is there cannot be read. */
    static TextIndex open(Path folder) throws IOException {
        TextIndexWriter writer = writer(folder);
        try {
            TextIndex opened = new TextIndex(folder, writer);
            opened.newest();
            return opened;
        } catch (IndexNotFoundException none) {
            return new TextIndex(folder, writer);
        } catch (IOException | IllegalArgumentException damaged) {
            writer.close();
            return new TextIndex(folder, fresh(folder));
        }
    }

    static TextIndex forReading(Path folder) {
        return new TextIndex(folder, null);
    }

    private static TextIndexWriter writer(Path folder) throws IOException {
        try {
            return TextIndexWriter.open(folder, false);
        } catch (LockObtainFailedException held) {
            throw held;
        } catch (IOException | RuntimeException damaged) {
            return fresh(folder);
        }
    }

    /** An empty one, which takes the place of what is there. */
    private static TextIndexWriter fresh(Path folder) throws IOException {
        // Lucene looks at what is there even where it is to begin anew.
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        TextIndexWriter fresh = TextIndexWriter.open(folder, true);
        fresh.commit(0);
        return fresh;
    }

    TextIndexWriter writer() {
        return Objects.requireNonNull(writer, "open for reading only");
    }

    /** Its newest state; one that covers nothing where there is none, so that every block is searched in its text. */
    TextIndexReader read() throws IOException {
        try {
            DirectoryReader reader = newest();
            String covered = reader.getIndexCommit().getUserData().get(TextIndexWriter.COVERED);
            return new TextIndexReader(reader, covered == null ? 0 : Integer.parseInt(covered));
        } catch (IndexNotFoundException none) {
            return new TextIndexReader(null, 0);
        } catch (IOException | IllegalArgumentException damaged) {
            if (writer != null) {
                throw damaged instanceof IOException io ? io : new IOException(damaged);
            }
            return new TextIndexReader(null, 0);
        }
    }

    /** Most commits of the case do not change it. Older states stay open for who still asks them. */
    private DirectoryReader newest() throws IOException {
        if (readers.isEmpty()) {
            readers.add(DirectoryReader.open(new MMapDirectory(folder)));
        } else {
            DirectoryReader changed = DirectoryReader.openIfChanged(readers.getLast());
            if (changed != null) {
                readers.add(changed);
            }
        }
        return readers.getLast();
    }

    /** Follows a commit of the case now and then, sooner at the end of a source; whether it did. */
    boolean follow(int segment, boolean end) throws IOException {
        boolean quiet = System.nanoTime() - lastCommit >= NANOS_BETWEEN_COMMITS;
        sinceCommit++;
        if (sinceCommit < SEGMENTS_PER_COMMIT && !(end && quiet)) {
            return false;
        }
        writer().commit(segment);
        sinceCommit = 0;
        lastCommit = System.nanoTime();
        return true;
    }

    /** Follows to the last segment of the case. */
    void finish(int segment) throws IOException {
        if (writer != null && sinceCommit > 0) {
            writer.commit(segment);
            sinceCommit = 0;
        }
    }

    @Override
    public void close() throws IOException {
        for (DirectoryReader reader : readers) {
            reader.close();
        }
        readers.clear();
        if (writer != null) {
            writer.close();
        }
    }
}
