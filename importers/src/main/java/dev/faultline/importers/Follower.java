package dev.faultline.importers;

import dev.faultline.model.Source;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Brings what is appended to files into a case. Of a log of lines that grew only the end is read; all of it once, to know that
 * it is what the case holds. Other files, and those that were replaced or became shorter, are read from their beginning: the
 * larger, the longer the pause between two looks, and no more than a fifth of the time goes into reading. A file that was
 * replaced is a new source; one that is gone is waited for.
 */
public final class Follower {
    private static final long LOOK_NANOS = 200_000_000L;
    private static final long LEAST_PAUSE = 1_000_000_000L;
    private static final int SHARE = 4;
    private static final long GONE = -1;

    private final Case target;
    private final ImportOptions options;
    private final Consumer<Change> told;
    private final Map<Path, GrownTail> tails = new HashMap<>();

    /** {@code told} is called on the thread that follows. */
    public Follower(Case target, ImportOptions options, Consumer<Change> told) {
        this.target = target;
        this.options = options;
        this.told = told;
    }

    /**
     * What became of a followed file.
     *
     * @param events that came with this change
     * @param read how many bytes of the file were read for it; all of them where it was read from its beginning
     * @param words what happened, for a person
     */
    public record Change(Path file, long events, long read, String words) {}

    /** Returns when it is told to stop. */
    public void follow(List<Path> files, BooleanSupplier stopped) {
        Map<Path, Long> known = new HashMap<>();
        Map<Path, Long> next = new HashMap<>();
        files.forEach(file -> known.put(file, held(file)));
        while (!stopped.getAsBoolean()) {
            for (Path file : files) {
                long now = System.nanoTime();
                if (next.getOrDefault(file, now) - now <= 0 && !stopped.getAsBoolean()) {
                    known.put(file, look(file, known.getOrDefault(file, GONE), stopped));
                    next.put(file, System.nanoTime() + Math.max(LEAST_PAUSE, (System.nanoTime() - now) * SHARE));
                }
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** How many bytes of it the case holds already. */
    private long held(Path file) {
        return target.reader().sources().stream()
                .filter(source -> source.container() == null && source.path().equals(file.toString()))
                .mapToLong(Source::bytes)
                .max()
                .orElse(0);
    }

    /** Reads it where its length is another one than it was; how long it is now. */
    private long look(Path file, long before, BooleanSupplier stopped) {
        try {
            long length = Files.size(file);
            if (length != before) {
                read(file, before, length, stopped);
            }
            return length;
        } catch (NoSuchFileException gone) {
            if (before != GONE) {
                told.accept(new Change(file, 0, 0, "is gone; it is waited for"));
            }
            return GONE;
        } catch (IOException failure) {
            told.accept(new Change(file, 0, 0, "could not be read: " + failure.getMessage()));
            return before;
        }
    }

    private void read(Path file, long before, long length, BooleanSupplier stopped) throws IOException {
        GrownTail tail = tails.computeIfAbsent(file, added -> new GrownTail(target, options, added));
        OptionalLong appended = tail.take(length, stopped);
        if (appended.isPresent()) {
            long events = appended.getAsLong();
            told.accept(new Change(
                    file, events, tail.bytesRead(), String.format(Locale.ROOT, "grew, %,d new events", events)));
            return;
        }
        long held = target.reader().events();
        ImportReport report = Import.run(target, List.of(file), options, ImportListener.NONE, stopped);
        long came = Math.max(0, target.reader().events() - held);
        for (SourceReport source : report.sources()) {
            String how =
                    switch (source.outcome()) {
                        case REFUSED -> "could not be taken: " + source.issues();
                        case IMPORTED ->
                            before > 0 && length < before
                                    ? "was replaced or cut: read from its beginning as a new source"
                                    : "read";
                        case TAIL_IMPORTED, RESUMED, ALREADY_IMPORTED, CANCELLED -> "grew";
                    };
            told.accept(new Change(file, came, length, String.format(Locale.ROOT, "%s, %,d new events", how, came)));
        }
    }
}
