package dev.faultline.report;

import dev.faultline.analysis.trace.TraceList;
import dev.faultline.export.EventView;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Facet;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import dev.faultline.text.AttributionText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** What can be counted. */
final class FactSections {
    private static final int SERVICES = 20;
    private static final int CHANGES = 30;

    private static final Query FAILING = new Query.Range("severity", Severity.ERROR.label(), true, null, true);
    private static final String FAILING_TEXT = "severity:>=error";

    private final CaseReader reader;
    private final EventView view;
    private final BooleanSupplier cancelled;
    private final Hits errors;

    FactSections(CaseReader reader, EventView view, BooleanSupplier cancelled) throws IOException {
        this.reader = reader;
        this.view = view;
        this.cancelled = cancelled;
        this.errors = search(FAILING);
    }

    private Hits search(Query query) throws IOException {
        return Search.run(reader, query, TimeRange.ALL, cancelled);
    }

    List<Sentence> summary(BoardSections board) throws IOException {
        List<Sentence> out = new ArrayList<>(board.fields(IncidentField.SUMMARY, IncidentField.SEVERITY));
        out.add(Sentence.kept("case/events", events()));
        out.add(Sentence.counted(
                "case/errors",
                String.format(
                        Locale.ROOT,
                        "%,d of %,d events are errors or worse%s.",
                        errors.count(),
                        reader.events(),
                        firstAndLast(errors)),
                FAILING_TEXT,
                ends(errors)));
        return out;
    }

    private String events() {
        String range = reader.range()
                .map(all -> ", from " + Timestamps.format(all.from()) + " to " + Timestamps.format(all.to() - 1))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "The case holds %,d events of %,d sources%s.",
                reader.events(),
                reader.sources().size(),
                range);
    }

    private static List<EventId> ends(Hits hits) throws IOException {
        List<EventId> ids = new ArrayList<>(hits.ids(0, 1));
        if (hits.count() > 1) {
            ids.addAll(hits.ids(hits.count() - 1, 1));
        }
        return ids;
    }

    private static String firstAndLast(Hits hits) throws IOException {
        if (hits.count() == 0) {
            return "";
        }
        Event first = hits.page(0, 1).getFirst();
        Event last = hits.page(hits.count() - 1, 1).getFirst();
        return ", the first at " + Timestamps.format(first.time()) + ", the last at " + Timestamps.format(last.time());
    }

    List<Sentence> impact(BoardSections board) throws IOException {
        List<Sentence> out = new ArrayList<>(board.fields(IncidentField.IMPACT));
        for (Facet.Value value :
                Facet.of(errors, "service", SERVICES, cancelled).values()) {
            Query ofService = new Query.Term("service", value.value());
            Hits all = search(ofService);
            Hits failing = search(new Query.And(List.of(ofService, FAILING)));
            out.add(Sentence.counted(
                    "errors/" + Keys.of(value.value()),
                    String.format(
                            Locale.ROOT,
                            "%s: %,d of %,d events are errors or worse (%.1f %%).",
                            view.text(value.value()),
                            failing.count(),
                            all.count(),
                            100.0 * failing.count() / Math.max(1, all.count())),
                    "service:\"" + view.text(value.value()) + "\" AND " + FAILING_TEXT,
                    ends(failing)));
        }
        TraceList traces = TraceList.of(search(new Query.All()), TraceList.Order.ERRORS, 3, cancelled);
        if (traces.count() > 0) {
            out.add(Sentence.counted(
                    "traces",
                    String.format(
                            Locale.ROOT, "%,d of %,d traces hold a failed span.", traces.failed(), traces.count()),
                    "kind:span",
                    traces.traces().stream()
                            .filter(trace -> trace.errors() > 0)
                            .map(trace -> trace.root())
                            .toList()));
        }
        return out;
    }

    List<Sentence> changes() throws IOException {
        Hits hits = search(new Query.Term("kind", "change"));
        List<Sentence> out = new ArrayList<>();
        if (hits.count() > CHANGES) {
            out.add(Sentence.counted(
                    "changes",
                    String.format(Locale.ROOT, "The latest %d of %,d changes.", CHANGES, hits.count()),
                    "kind:change",
                    List.of()));
        }
        for (Event event : hits.page(Math.max(0, hits.count() - CHANGES), CHANGES)) {
            out.add(change(event));
        }
        return out;
    }

    private Sentence change(Event event) {
        Event shown = view.event(event);
        StringBuilder text = new StringBuilder();
        text.append(event.hasTime() ? Timestamps.format(event.time()) + " " : "");
        text.append(shown.name() == null ? "" : shown.name() + ": ");
        text.append(Keys.quoted(shown.message().lines().findFirst().orElse("")));
        if (shown.detail() instanceof Change change) {
            text.append(change.author() == null ? "" : " by " + change.author());
            text.append(
                    String.format(Locale.ROOT, ", %,d files; ", change.files().size()));
            text.append(AttributionText.reason(change));
        }
        return Sentence.shown("change/" + event.id(), text.append('.').toString(), List.of(event.id()));
    }
}
