package dev.faultline.importers;

import dev.faultline.model.Event;
import dev.faultline.model.IssueCode;
import dev.faultline.model.TimeQuality;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Looks at what was dropped before anything is imported: what each source seems to be, and its first events. */
final class Planning {
    private static final int MOST_PLANNED = 2_000;
    private static final int SAMPLES = 5;

    private Planning() {}

    /** Looks at the beginning of every file and archive member. Touches no case. */
    static ImportPlan plan(List<Path> paths, ImportOptions options, BooleanSupplier cancelled) throws IOException {
        List<PlannedSource> sources = new ArrayList<>();
        Intake.Taker taker = new Intake.Taker() {
            @Override
            public void take(Item item) throws IOException {
                sources.add(look(item, options));
            }

            @Override
            public void refuse(String path, @Nullable String container, IssueCode code, String detail) {
                sources.add(new PlannedSource(
                        path, container, -1, null, 0, null, "binary", null, List.of(), null, false, detail));
            }
        };
        new Intake(taker, cancelled, MOST_PLANNED).walk(paths);
        return new ImportPlan(paths, options, sources);
    }

    /** Reads the beginning of one source of a plan once more, as the format and in the zone that it now says. */
    static PlannedSource lookAgain(ImportPlan plan, PlannedSource changed, BooleanSupplier cancelled)
            throws IOException {
        List<PlannedSource> seen = new ArrayList<>(1);
        Intake.Taker taker = new Intake.Taker() {
            @Override
            public void take(Item item) throws IOException {
                if (seen.isEmpty() && item.key().equals(changed.key())) {
                    seen.add(look(
                                    item,
                                    plan.options(),
                                    FormatChoice.planned(Begun.of(item), changed, plan.options()),
                                    changed.zone())
                            .withInclude(changed.include()));
                }
            }

            @Override
            public void refuse(String path, @Nullable String container, IssueCode code, String detail) {
                // It was refused before, and is not the one that changed.
            }
        };
        BooleanSupplier enough = () -> !seen.isEmpty() || cancelled.getAsBoolean();
        new Intake(taker, enough, MOST_PLANNED).walk(plan.paths());
        return seen.isEmpty() ? changed : seen.getFirst();
    }

    /** The first bytes of one source of a plan as UTF-8; empty where it is gone. */
    static byte[] beginning(ImportPlan plan, PlannedSource source, BooleanSupplier cancelled) throws IOException {
        List<byte[]> seen = new ArrayList<>(1);
        Intake.Taker taker = new Intake.Taker() {
            @Override
            public void take(Item item) throws IOException {
                if (seen.isEmpty() && item.key().equals(source.key())) {
                    seen.add(Begun.of(item).head().bytes());
                }
            }

            @Override
            public void refuse(String path, @Nullable String container, IssueCode code, String detail) {
                // The plan has said so.
            }
        };
        new Intake(taker, () -> !seen.isEmpty() || cancelled.getAsBoolean(), MOST_PLANNED).walk(plan.paths());
        return seen.isEmpty() ? new byte[0] : seen.getFirst();
    }

    private static PlannedSource look(Item item, ImportOptions options) throws IOException {
        return look(item, options, FormatChoice.of(Begun.of(item), options.format(), options), options.zone());
    }

    private static PlannedSource look(Item item, ImportOptions options, Detector.Found found, @Nullable ZoneId zone)
            throws IOException {
        Begun begun = Begun.of(item);
        List<Event> samples = List.of();
        Importer importer = found.importer();
        if (importer != null) {
            SampleSink sink = new SampleSink(SAMPLES);
            try (SourceInput input = begun.input(
                    FormatChoice.context(item, options, zone),
                    Intake.of(begun.raw()).open(),
                    null)) {
                if (item.file() == null || !GitFolder.is(item.file())) {
                    importer.read(input, sink);
                }
            }
            samples = sink.events();
        }
        TimeQuality quality =
                samples.stream().map(Event::timeQuality).min(Enum::compareTo).orElse(null);
        String note = importer == null ? "no format fits; it is kept and hashed, without events" : null;
        return new PlannedSource(
                item.path(),
                item.container(),
                item.bytes(),
                importer == null ? null : importer.format(),
                found.confidence(),
                found.runnerUp(),
                begun.decoding().charset(),
                quality,
                samples,
                zone,
                true,
                note);
    }
}
