package dev.faultline.workbench;

import dev.faultline.importers.Formats;
import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.importers.ImportPlan;
import dev.faultline.importers.ImportReport;
import dev.faultline.importers.PlannedSource;
import dev.faultline.importers.SourceReport;
import dev.faultline.importers.definition.UserFormats;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Planning and running imports into one case, one at a time. Lives on the UI thread. */
final class ImportModel {
    private static final long EVERY = 100_000_000L;

    private final Case open;
    private final BackgroundWork work;
    private final ReadOnlyObjectWrapper<@Nullable ImportProgress> progress = new ReadOnlyObjectWrapper<>(null);
    private final ReadOnlyObjectWrapper<List<SourceProgress>> sources = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;
    private int looks;
    private volatile @Nullable Settings settings;

    ImportModel(Case open, BackgroundWork work) {
        this.open = open;
        this.work = work;
    }

    /** Null while nothing is imported. */
    ReadOnlyObjectProperty<@Nullable ImportProgress> progress() {
        return progress.getReadOnlyProperty();
    }

    /** The sources of the import under way, else of the last one. */
    ReadOnlyObjectProperty<List<SourceProgress>> sources() {
        return sources.getReadOnlyProperty();
    }

    /** What a person should know about importing; empty for nothing. */
    ReadOnlyStringProperty message() {
        return message.getReadOnlyProperty();
    }

    boolean isBusy() {
        return busy;
    }

    /** Looks at what was dropped. */
    void plan(List<Path> paths, Consumer<ImportPlan> done) {
        if (!open.isWritable()) {
            message.set(Words.of("common.read-only"));
            return;
        }
        message.set(Words.of("import.looking", paths.size()));
        // Each has a lane: what is dropped while another drop is looked at must not displace it.
        looks++;
        work.run(
                "plan-" + looks,
                cancelled -> {
                    Trouble.requireThere(open);
                    return Import.plan(paths, options(), cancelled);
                },
                plan -> {
                    message.set("");
                    done.accept(plan);
                },
                failure -> message.set(Trouble.of(failure)));
    }

    /** Where the user's own formats are, and the zone of times without one; without this there are none. */
    void follow(Settings followed) {
        settings = followed;
    }

    /** The user's own formats are read anew each time: who writes one wants to see it at once. */
    private ImportOptions options() {
        Settings followed = settings;
        if (followed == null) {
            return ImportOptions.DEFAULT;
        }
        ImportOptions usual = ImportOptions.DEFAULT;
        return new ImportOptions(
                        usual.format(),
                        followed.zone().orElse(null),
                        usual.service(),
                        usual.clockOffset(),
                        usual.copy())
                .withFormats(Formats.with(UserFormats.in(followed.formats()).formats()));
    }

    /** Reads the beginning of a source once more, as another format or in another zone. */
    void lookAgain(ImportPlan plan, PlannedSource changed, Consumer<PlannedSource> done) {
        work.run(
                "again-" + changed.container() + "!" + changed.path(),
                cancelled -> Import.lookAgain(plan, changed, cancelled),
                done,
                failure -> message.set(Trouble.of(failure)));
    }

    /** The first lines of a source, for a person who says what they are. */
    void beginning(ImportPlan plan, PlannedSource source, Consumer<String> done) {
        work.run(
                "beginning",
                cancelled -> FirstLines.of(Import.beginning(plan, source, cancelled)),
                done,
                failure -> message.set(Trouble.of(failure)));
    }

    /** Imports; events show while it runs. */
    void run(ImportPlan plan, Consumer<ImportReport> done) {
        run(
                (listener, cancelled) -> Import.run(open, plan, listener, cancelled),
                () -> new SourceProgress.Tally(plan),
                done);
    }

    /** Something that brings evidence into the case, says how far it is and can be stopped. */
    interface Intake<T> {
        T take(ImportListener listener, BooleanSupplier cancelled) throws IOException;
    }

    /** Takes something in, one at a time: what comes meanwhile waits. {@code sources} 0: not known how many. */
    <T> void run(Intake<T> intake, int sources, Consumer<T> done) {
        run(intake, () -> new SourceProgress.Tally(sources), done);
    }

    private <T> void run(Intake<T> intake, Supplier<SourceProgress.Tally> tally, Consumer<T> done) {
        if (busy) {
            waiting.add(() -> run(intake, tally, done));
            message.set(Words.of("import.waits", waiting.size()));
            return;
        }
        busy = true;
        Listener listener = new Listener(tally.get());
        listener.show();
        work.run(
                "import",
                cancelled -> intake.take(listener, cancelled),
                report -> {
                    sources.set(listener.tally.ended());
                    end("");
                    done.accept(report);
                },
                failure -> {
                    sources.set(listener.tally.ended());
                    end(Trouble.of(failure));
                });
    }

    private void end(String text) {
        busy = false;
        progress.set(null);
        message.set(text);
        Runnable next = waiting.poll();
        if (next != null) {
            next.run();
        }
    }

    /** What was stored stays; the rest is not read. */
    void cancel() {
        message.set(Words.of("import.stopping"));
        work.ask("import");
    }

    /** Hears the import on its thread, and tells the window a few times a second. */
    private final class Listener implements ImportListener {
        private final SourceProgress.Tally tally;
        private final long began = System.nanoTime();
        private long told;

        Listener(SourceProgress.Tally tally) {
            this.tally = tally;
        }

        /** As it stands, for the UI thread. */
        void show() {
            progress.set(tally.together(0));
            sources.set(tally.sources());
        }

        @Override
        public void started(String path, long bytes) {
            tally.started(path, bytes);
            tell(false);
        }

        @Override
        public void progressed(String path, long bytesRead, long bytes, long events) {
            tally.progressed(path, bytesRead, bytes, events);
            tell(false);
        }

        @Override
        public void finished(SourceReport report) {
            tally.finished(report);
            tell(report.outcome() == SourceReport.Outcome.CANCELLED);
        }

        private void tell(boolean last) {
            long now = System.nanoTime();
            if (last || now - told > EVERY) {
                told = now;
                ImportProgress next = tally.together(now - began);
                List<SourceProgress> each = tally.sources();
                work.show(() -> {
                    sources.set(each);
                    if (busy) {
                        progress.set(next);
                    }
                });
            }
        }
    }
}
