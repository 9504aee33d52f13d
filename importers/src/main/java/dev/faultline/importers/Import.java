package dev.faultline.importers;

import dev.faultline.model.Issue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Source;
import dev.faultline.store.Case;
import dev.faultline.store.EventSink;
import dev.faultline.store.Recognition;
import dev.faultline.store.SourceSpec;
import dev.faultline.store.SourceWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The one way in for evidence: from dropped files to events in a case. */
public final class Import {
    private final Case target;
    private final ImportOptions options;
    private final Map<String, PlannedSource> planned;
    private final ImportListener listener;
    private final BooleanSupplier cancelled;
    private final List<SourceReport> reports = new ArrayList<>();

    private Import(
            Case target,
            ImportOptions options,
            List<PlannedSource> plan,
            ImportListener listener,
            BooleanSupplier cancelled) {
        this.target = target;
        this.options = options;
        this.planned = new HashMap<>();
        plan.forEach(source -> planned.put(source.key(), source));
        this.listener = listener;
        this.cancelled = cancelled;
    }

    /** Looks at the beginning of every file and archive member. Touches no case. */
    public static ImportPlan plan(List<Path> paths, ImportOptions options, BooleanSupplier cancelled)
            throws IOException {
        return Planning.plan(paths, options, cancelled);
    }

    /** Reads the beginning of one source of a plan once more, as the format and in the zone that it now says. */
    public static PlannedSource lookAgain(ImportPlan plan, PlannedSource changed, BooleanSupplier cancelled)
            throws IOException {
        return Planning.lookAgain(plan, changed, cancelled);
    }

    /** The first bytes of one source of a plan as UTF-8, for a person to look at; empty where it is gone. */
    public static byte[] beginning(ImportPlan plan, PlannedSource source, BooleanSupplier cancelled)
            throws IOException {
        return Planning.beginning(plan, source, cancelled);
    }

    /** Imports what the plan includes, one source after the other. */
    public static ImportReport run(Case target, ImportPlan plan, ImportListener listener, BooleanSupplier cancelled)
            throws IOException {
        return new Import(target, plan.options(), plan.sources(), listener, cancelled).walk(plan.paths());
    }

    /** Imports without a plan to look at: each source is recognised when its turn comes. */
    public static ImportReport run(
            Case target, List<Path> paths, ImportOptions options, ImportListener listener, BooleanSupplier cancelled)
            throws IOException {
        return new Import(target, options, List.of(), listener, cancelled).walk(paths);
    }

    /** Imports a stream, such as standard input, under a name. */
    public static ImportReport run(
            Case target,
            String name,
            InputStream stream,
            ImportOptions options,
            ImportListener listener,
            BooleanSupplier cancelled)
            throws IOException {
        Import run = new Import(target, options, List.of(), listener, cancelled);
        List<Item.Remark> remarks = new ArrayList<>();
        try (Spool spool = Spool.of(stream, 4 << 20, remarks)) {
            run.take(new Item(name, "standard input", spool.length(), spool, spool.file(), now(), remarks));
        }
        return new ImportReport(run.reports, cancelled.getAsBoolean());
    }

    /** Whether a format of this name is read here. */
    public static boolean knows(String format) {
        return Detector.named(format, ImportOptions.DEFAULT.formats()).isPresent();
    }

    /**
     * Imports once more what another case held as one source, as that case read it; as what it looks like where this
     * version does not know its format.
     */
    public static ImportReport restore(
            Case target, RestoredSource source, InputStream stream, ImportListener listener, BooleanSupplier cancelled)
            throws IOException {
        String format = source.format();
        boolean known = format == null || knows(format);
        ImportOptions options =
                new ImportOptions(known ? format : null, source.zone(), source.service(), source.clockOffset(), true);
        PlannedSource plan = new PlannedSource(
                source.path(),
                source.container(),
                -1,
                source.format(),
                1,
                null,
                "",
                null,
                List.of(),
                source.zone(),
                true,
                null);
        Import run = new Import(target, options, known ? List.of(plan) : List.of(), listener, cancelled);
        List<Item.Remark> remarks = new ArrayList<>();
        try (Spool spool = Spool.of(stream, 4 << 20, remarks)) {
            // Without a container it would look like a file on this machine.
            run.take(new Item(
                    source.path(), source.container(), spool.length(), spool, null, source.modified(), remarks));
        }
        return new ImportReport(run.reports, cancelled.getAsBoolean());
    }

    private static long now() {
        return java.time.Clock.systemUTC().millis() * 1_000_000;
    }

    private ImportReport walk(List<Path> paths) throws IOException {
        Intake.Taker taker = new Intake.Taker() {
            @Override
            public void take(Item item) throws IOException {
                Import.this.take(item);
            }

            @Override
            public boolean takesPipes() {
                return true;
            }

            @Override
            public void refuse(String path, @Nullable String container, IssueCode code, String detail) {
                finished(new SourceReport(
                        path,
                        container,
                        SourceReport.Outcome.REFUSED,
                        null,
                        Map.of(code, 1L),
                        List.of(new Issue(code, true, detail, -1, 0)),
                        0));
            }
        };
        new Intake(taker, cancelled, Integer.MAX_VALUE).walk(paths);
        return new ImportReport(reports, cancelled.getAsBoolean());
    }

    private void finished(SourceReport report) {
        reports.add(report);
        listener.finished(report);
    }

    private void take(Item item) throws IOException {
        PlannedSource plan = planned.get(item.key());
        if (plan != null && !plan.include()) {
            return;
        }
        target.turn().lock();
        try {
            takeInTurn(item, plan);
        } finally {
            target.turn().unlock();
        }
    }

    private void takeInTurn(Item item, @Nullable PlannedSource plan) throws IOException {
        listener.started(item.path(), item.bytes());
        long started = System.nanoTime();
        Begun begun = Begun.of(item);
        Detector.Found found = plan != null
                ? FormatChoice.planned(begun, plan, options)
                : FormatChoice.of(begun, options.format(), options);
        Recognition recognition = target.recognise(item.path(), begun.lenientSource());
        if (recognition instanceof Recognition.Known known) {
            finished(new SourceReport(
                    item.path(),
                    item.container(),
                    SourceReport.Outcome.ALREADY_IMPORTED,
                    known.source(),
                    counts(item.remarks()),
                    issues(item.remarks()),
                    seconds(started)));
            return;
        }
        SourceContext context = FormatChoice.context(item, options, plan == null ? null : plan.zone());
        Importer importer = found.importer();
        SourceSpec spec = new SourceSpec(
                item.path(),
                item.container(),
                importer == null ? "unknown" : importer.format(),
                begun.decoding().charset(),
                context.zone().toString(),
                options.clockOffset(),
                context.service(),
                options.copy() || item.file() == null || item.container() != null);
        try (SourceWriter writer = target.write(spec, recognition, begun.lenientSource())) {
            read(item, begun, importer, context, writer, recognition, started);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static Map<IssueCode, Long> counts(List<Item.Remark> remarks) {
        Map<IssueCode, Long> counts = new EnumMap<>(IssueCode.class);
        remarks.forEach(remark -> counts.merge(remark.code(), 1L, Long::sum));
        return counts;
    }

    private static List<Issue> issues(List<Item.Remark> remarks) {
        return remarks.stream()
                .map(remark -> new Issue(remark.code(), false, remark.detail(), -1, 0))
                .toList();
    }

    private void read(
            Item item,
            Begun begun,
            @Nullable Importer importer,
            SourceContext context,
            SourceWriter writer,
            Recognition recognition,
            long started)
            throws IOException {
        String service = importer instanceof NamelessService ? null : context.service();
        GuardingSink sink = new GuardingSink(writer, service, cancelled);
        try (SourceInput input = begun.input(context, begun.lenientSource().open(), writer)) {
            ProgressSink progress = new ProgressSink(sink, listener, item, input);
            input.remark(sink);
            if (importer == null) {
                sink.report(
                        begun.decoding().isBinary() ? IssueCode.BINARY : IssueCode.UNKNOWN_FORMAT,
                        ForeignArchive.words(begun.raw()).orElse("no format fits; the bytes are kept, without events"),
                        -1,
                        0);
            } else {
                readGuarded(importer, input, progress, sink);
            }
            if (!cancelled.getAsBoolean()) {
                sink.end();
                input.drain();
            }
            input.remarkAfter(sink);
            begun.remark(sink);
        }
        if (changed(item)) {
            sink.report(
                    IssueCode.SOURCE_CHANGED,
                    "the file was changed while it was read; the case holds what was read, and its hash",
                    -1,
                    0);
        }
        boolean stopped = cancelled.getAsBoolean();
        Source source = stopped ? writer.cancel() : writer.finish();
        finished(new SourceReport(
                item.path(),
                item.container(),
                stopped ? SourceReport.Outcome.CANCELLED : outcome(recognition),
                source,
                sink.counts(),
                sink.issues(),
                seconds(started)));
    }

    /** Growing is what logs do: the rest comes with the next import. Anything else is worth a sentence. */
    private static boolean changed(Item item) {
        Path file = item.file();
        if (file == null || item.container() != null || item.bytes() < 0 || Files.isDirectory(file)) {
            return false;
        }
        try {
            long size = Files.size(file);
            boolean touched = Files.getLastModifiedTime(file).toMillis() * 1_000_000 != item.modified();
            return size < item.bytes() || size == item.bytes() && touched;
        } catch (IOException gone) {
            return true;
        }
    }

    /** Whatever a reader stumbles over is a problem of that one source. The store's failures are not its to catch. */
    private static void readGuarded(Importer importer, SourceInput input, EventSink progress, GuardingSink sink)
            throws IOException {
        try {
            importer.read(input, progress);
        } catch (UncheckedIOException store) {
            throw store;
        } catch (OutOfMemoryError full) {
            // What the reader held is free again; what the store holds in the middle of an event would be in doubt.
            if (sink.isStoring()) {
                throw full;
            }
            sink.report(
                    IssueCode.BOMB_MEMORY,
                    "reading as " + importer.format() + " stopped after " + sink.events()
                            + " events: it takes more memory than there is",
                    -1,
                    0);
        } catch (RuntimeException | StackOverflowError stumbled) {
            sink.report(
                    IssueCode.UNREADABLE,
                    "reading as " + importer.format() + " stopped after " + sink.events() + " events: " + stumbled,
                    -1,
                    0);
        }
    }

    private static SourceReport.Outcome outcome(Recognition recognition) {
        return switch (recognition) {
            case Recognition.Fresh fresh -> SourceReport.Outcome.IMPORTED;
            case Recognition.Known known -> SourceReport.Outcome.ALREADY_IMPORTED;
            case Recognition.Grown grown -> SourceReport.Outcome.TAIL_IMPORTED;
            case Recognition.Partial partial -> SourceReport.Outcome.RESUMED;
        };
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
