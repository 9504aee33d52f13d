package dev.faultline.store;

import dev.faultline.model.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One incident under investigation, a folder on disk. One process writes it at a time, any number read it. All methods
 * may be called from any thread.
 */
public final class Case implements AutoCloseable {
    private Case() {}

    /** Makes a case in a folder that is absent or empty, and opens it for writing. */
    public static Case create(Path folder, String name) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a case for writing: recovers what a crash left, brings the text index up to date, upgrades an older format
     * after a backup.
     *
     * @throws CaseInUseException within two seconds, where another process holds it
     * @throws CaseFormatException where it is no case or a newer one
     */
    public static Case open(Path folder) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Opens a case without changing a byte of it, whoever else writes it. */
    public static Case openForReading(Path folder) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Whether the folder looks like a case. */
    public static boolean isCase(Path folder) {
        throw new UnsupportedOperationException();
    }

    public Path folder() {
        throw new UnsupportedOperationException();
    }

    /** The name that a person gave it. */
    public String name() {
        throw new UnsupportedOperationException();
    }

    public boolean isWritable() {
        throw new UnsupportedOperationException();
    }

    /** The case after its last commit. Cheap. In a case opened for reading: see {@link #refresh()}. */
    public CaseReader reader() {
        throw new UnsupportedOperationException();
    }

    /** Looks for commits of another process; the newest state. */
    public CaseReader refresh() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Calls the listener after every commit, on the committing thread, with the source that it belongs to. */
    public void onCommit(Consumer<Source> listener) {
        throw new UnsupportedOperationException();
    }

    /** Compares some bytes with all that the case holds; reads beyond their head only where that looks known. */
    public Recognition recognise(String path, ByteSource bytes) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Begins, or goes on with, the import of a source. One at a time. */
    public SourceWriter write(SourceSpec spec, Recognition recognition) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Verifies every original, block, dictionary, row and index of the case. */
    public Integrity check() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Changes how a source's clock is read; reversible, no evidence is touched. Nanoseconds to add. */
    public void clockOffset(int source, long nanos) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** A small note of the program's own, such as how the window was left. */
    public Optional<String> setting(String key) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Keeps a small note; null forgets it. In a case opened for reading it does nothing. */
    public void setting(String key, @Nullable String value) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Adds a row to the audit trail, chained to the one before by its hash. */
    public void audit(String action, Map<String, String> details) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {
        throw new UnsupportedOperationException();
    }
}
