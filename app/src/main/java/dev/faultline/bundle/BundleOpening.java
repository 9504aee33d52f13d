package dev.faultline.bundle;

import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportReport;
import dev.faultline.importers.RestoredSource;
import dev.faultline.importers.SourceReport;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Source;
import dev.faultline.store.Case;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a bundle into a case: its originals are imported anew, as if they had been dropped on the window, and only where
 * there are none the events as they were exported. Then the board is merged.
 */
public final class BundleOpening {
    private final BundleFile bundle;
    private final Case into;
    private final ImportListener listener;
    private final BooleanSupplier cancelled;
    private final List<SourceReport> reports = new ArrayList<>();
    private final List<BundleProblem> problems = new ArrayList<>();

    private BundleOpening(BundleFile bundle, Case into, ImportListener listener, BooleanSupplier cancelled) {
        this.bundle = bundle;
        this.into = into;
        this.listener = listener;
        this.cancelled = cancelled;
    }

    /** Gives the case to open the bundle into, once it is known to be sound. */
    public interface Target {
        Case open() throws IOException;
    }

    /** Checks the bundle, and takes it in where nothing is wrong with it. */
    public static BundleReport open(Path file, Target target, ImportListener listener, BooleanSupplier cancelled)
            throws IOException {
        try (BundleFile bundle = BundleFile.open(file);
                Case into = target.open()) {
            return new BundleOpening(bundle, into, listener, cancelled).run(file);
        } catch (BundleFile.Refused refused) {
            return new BundleReport(true, List.of(), 0, List.of(refused.problem()));
        }
    }

    /** The same into a case that is open and stays open. */
    public static BundleReport into(Path file, Case open, ImportListener listener, BooleanSupplier cancelled)
            throws IOException {
        try (BundleFile bundle = BundleFile.open(file)) {
            return new BundleOpening(bundle, open, listener, cancelled).run(file);
        } catch (BundleFile.Refused refused) {
            return new BundleReport(true, List.of(), 0, List.of(refused.problem()));
        }
    }

    private BundleReport run(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        String head = String.valueOf(bundle.manifest().at("audit", "head").text());
        into.audit("open bundle", Map.of("file", name, "audit head there", head));
        BundleIds ids = new BundleIds();
        List<Json> entries = bundle.manifest().at("sources").items();
        for (Json entry : entries) {
            if (cancelled.getAsBoolean()) {
                break;
            }
            source(entry, ids);
        }
        if (cancelled.getAsBoolean()) {
            // A board that speaks of events which did not come would be half a board.
            problems.add(stopped(entries.size()));
            into.audit("stop bundle", Map.of("file", name));
            return new BundleReport(false, reports, 0, problems);
        }
        Json board = bundle.json(BundleFormat.ANNOTATIONS);
        int merged = into.board().merge(TranslatedBoard.of(BundleBoard.annotations(board, problems), ids, problems));
        merged += incident(board);
        return new BundleReport(false, reports, merged, problems);
    }

    private BundleProblem stopped(int all) {
        long whole = reports.stream()
                .filter(report -> report.outcome() != SourceReport.Outcome.CANCELLED)
                .count();
        return new BundleProblem(
                "STOPPED",
                "",
                whole + " of " + all
                        + " sources are in whole, and nothing of the board; opened again, it goes on there");
    }

    private void source(Json entry, BundleIds ids) throws IOException {
        String original = entry.at("original").text();
        boolean whole = original != null && bundle.holds(original);
        String member = whole
                ? String.valueOf(original)
                : BundleFormat.events(entry.at("id").number());
        if (!bundle.holds(member)) {
            problems.add(new BundleProblem("TRUNCATED", member, "the bundle holds neither bytes nor events of it"));
            return;
        }
        Source made = restore(entry, member, whole);
        if (made == null) {
            return;
        }
        if (whole && made.events() < count(entry) && !cancelled.getAsBoolean()) {
            // Its bytes alone do not yield what its case held, such as a repository that was a folder there.
            problems.add(new BundleProblem(
                    "TRUNCATED",
                    BundleFormat.events(entry.at("id").number()),
                    made.events() + " of " + count(entry) + " events of " + made.path() + " came back from its bytes"));
        }
        if (!whole) {
            try (InputStream in = bundle.stream(member)) {
                ids.number(made.id(), in);
            }
        }
        ids.source(entry.at("id").number(), made.id(), whole);
    }

    private static long count(Json entry) {
        String text = entry.at("events").text();
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private @Nullable Source restore(Json entry, String member, boolean whole) throws IOException {
        String format = String.valueOf(entry.at("format").text());
        boolean named = !format.equals("unknown");
        if (whole && named && !Import.knows(format)) {
            problems.add(new BundleProblem(
                    "UNSUPPORTED_VERSION",
                    member,
                    "its format \"" + format + "\" is not known here; it is read as what it looks like"));
        }
        RestoredSource source = new RestoredSource(
                String.valueOf(entry.at("path").text()),
                container(entry),
                whole ? (named ? format : null) : "faultline",
                zone(entry.at("zone").text()),
                entry.at("service").text(),
                nanos(entry.at("clock_offset")),
                nanos(entry.at("last")));
        try (InputStream in = bundle.stream(member)) {
            ImportReport report = Import.restore(into, source, in, listener, cancelled);
            reports.addAll(report.sources());
            return report.sources().isEmpty()
                    ? null
                    : report.sources().getFirst().source();
        }
    }

    /** Its path is no path here: it stands in the bundle's name. */
    private static String container(Json entry) {
        String container = entry.at("container").text();
        return container == null ? "bundle" : container;
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    private static long nanos(Json value) {
        String text = value.text();
        return text != null && text.matches("-?[0-9]{1,18}|-?[0-8][0-9]{18}") ? Long.parseLong(text) : 0;
    }

    private int incident(Json board) throws IOException {
        Map<IncidentField, String> here = into.board().incident();
        Map<IncidentField, String> there = new EnumMap<>(IncidentField.class);
        for (IncidentField field : IncidentField.values()) {
            String said = board.at("incident", field.label()).word();
            if (said != null) {
                there.put(field, said);
                if (here.containsKey(field) && !said.equals(here.get(field))) {
                    problems.add(new BundleProblem(
                            "NAME_COLLISION",
                            BundleFormat.ANNOTATIONS,
                            "the incident's " + field.label() + " is said differently there (" + said
                                    + "); what is said here stays, theirs became a note"));
                }
            }
        }
        return into.board().mergeIncident(there, "merged");
    }
}
