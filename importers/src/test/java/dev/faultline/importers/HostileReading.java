package dev.faultline.importers;

import dev.faultline.model.EventId;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/**
 * Feeds bytes to an importer as an import does and holds it to its contract: whatever the bytes, it ends, throws nothing but
 * an {@link IOException}, and every event and reject lies within the source.
 */
final class HostileReading implements EventSink {
    /** These give places in what they are given, which is the file itself unless somebody forces them on wide text. */
    private static final Set<String> BYTES = Set.of("otlp-protobuf", "datadog-traces");

    /** These read in a child JVM of their own, which is their boundary; see {@code ForeignBinariesTest}. */
    static final Set<String> ELSEWHERE = Set.of("jfr", "hprof", "pprof", "git");

    private static final long MOST_NANOS = 5_000_000_000L;
    /** A child JVM starts first, and is ended only when it took far too long. */
    private static final long MOST_NANOS_ELSEWHERE = 60_000_000_000L;

    private final EventDraft draft = new EventDraft();
    private final byte[] bytes;
    private final long end;
    private final long stopAfter;
    private boolean drafted;
    private long accepted;
    private long rejected;
    private long reported;

    private HostileReading(byte[] bytes, long stopAfter, boolean bent) {
        this.bytes = bytes;
        this.end = bent ? 3L * bytes.length : bytes.length;
        this.stopAfter = stopAfter;
    }

    /** The importers that read in this process. */
    static List<Importer> importers() {
        return Formats.all().stream()
                .filter(importer -> !ELSEWHERE.contains(importer.format()))
                .toList();
    }

    /** The importer of this name. */
    static Importer named(String format) {
        return Detector.named(format, Formats.all()).orElseThrow();
    }

    /** Reads the bytes as whatever format they look like, and as this one. */
    static void both(Importer importer, byte[] bytes) {
        Importer found = detected(bytes);
        as(importer, bytes, Long.MAX_VALUE);
        if (found != null && found != importer && !ELSEWHERE.contains(found.format())) {
            as(found, bytes, Long.MAX_VALUE);
        }
    }

    static Importer detected(byte[] bytes) {
        long started = System.nanoTime();
        try {
            Importer found =
                    Detector.detect(Begun.of(item(bytes)).head(), Formats.all()).importer();
            requireQuick("detection", started, bytes);
            return found;
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            throw new AssertionError("detection must never throw", broken);
        }
    }

    private static Item item(byte[] bytes) {
        return new Item("hostile.bin", null, bytes.length, Intake.of(bytes), null, 0, List.of());
    }

    /** Reads the bytes as this format; the sink wants no more after so many calls. */
    static void as(Importer importer, byte[] bytes, long stopAfter) {
        long started = System.nanoTime();
        try {
            Begun begun = Begun.of(item(bytes));
            boolean bent =
                    BYTES.contains(importer.format()) && !begun.decoding().isPlain();
            HostileReading sink = new HostileReading(bytes, stopAfter, bent);
            SourceContext context = new SourceContext("hostile.bin", null, ZoneOffset.UTC, 0);
            try (SourceInput input = begun.input(context, Intake.of(bytes).open(), null)) {
                importer.read(input, sink);
            }
        } catch (IOException allowed) {
            // Trouble with the input itself.
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError broken) {
            throw new AssertionError(importer.format() + " broke", broken);
        }
        requireQuick(importer.format(), started, bytes);
    }

    private static void requireQuick(String who, long started, byte[] bytes) {
        long took = System.nanoTime() - started;
        if (took > (ELSEWHERE.contains(who) ? MOST_NANOS_ELSEWHERE : MOST_NANOS)) {
            throw new AssertionError(who + " took " + took / 1_000_000 + " ms for " + bytes.length + " bytes");
        }
    }

    private void require(boolean holds, String sentence) {
        if (!holds) {
            throw new AssertionError(sentence);
        }
    }

    @Override
    public EventDraft draft() {
        drafted = true;
        return draft.clear();
    }

    @Override
    public void accept() {
        require(drafted, "an event is accepted that was never drafted");
        drafted = false;
        accepted++;
        var event = draft.toEvent(new EventId(0, accepted));
        place(event.location().offset(), event.location().length());
        bounded();
    }

    private void place(long offset, long length) {
        require(
                offset >= 0 && length >= 0 && offset + length <= end,
                "offset " + offset + " and length " + length + " do not lie within " + bytes.length + " bytes");
    }

    private void bounded() {
        require(
                accepted + rejected + reported <= 1_000 + 4L * bytes.length,
                accepted + " events, " + rejected + " rejects and " + reported + " reports of " + bytes.length
                        + " bytes");
    }

    @Override
    public void reject(IssueCode code, String detail, long offset, long length, long line) {
        rejected++;
        place(offset, length);
        bounded();
    }

    @Override
    public void report(IssueCode code, String detail, long offset, long line) {
        reported++;
        require(offset >= -1 && offset <= end, "a report at " + offset + " of " + bytes.length + " bytes");
        bounded();
    }

    @Override
    public boolean cancelled() {
        return accepted + rejected >= stopAfter;
    }
}
