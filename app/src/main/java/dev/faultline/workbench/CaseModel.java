package dev.faultline.workbench;

import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.importers.ImportPlan;
import dev.faultline.importers.ImportReport;
import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Facet;
import dev.faultline.query.Histogram;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.Search;
import dev.faultline.store.Block;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What all views of a case share: the state looked at, what was found, the event selected. Lives on the UI thread. */
final class CaseModel implements AutoCloseable {
    static final int BUCKETS = 240;
    static final List<String> FACETS = List.of("service", "severity", "kind", "source");

    private final Case open;
    private final BackgroundWork work;
    private final ReadOnlyObjectWrapper<ViewState> state = new ReadOnlyObjectWrapper<>(ViewState.START);
    private final ReadOnlyObjectWrapper<@Nullable Found> found = new ReadOnlyObjectWrapper<>(null);
    private final ObjectProperty<@Nullable Event> selected = new SimpleObjectProperty<>(null);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper importing = new ReadOnlyStringWrapper("");
    private final Deque<ViewState> past = new ArrayDeque<>();
    private final Deque<ViewState> future = new ArrayDeque<>();
    private long lastRefresh;
    private boolean refreshWaits;

    /** One consistent answer to the state looked at. */
    record Found(Hits hits, Hits errors, Histogram histogram, TimeRange range, List<Facet> facets, List<Event> marks) {}

    private static final int MOST_MARKS = 200;

    CaseModel(Case open, BackgroundWork work) {
        this.open = open;
        this.work = work;
        open.onCommit(source -> work.show(this::refreshSoon));
    }

    Case openCase() {
        return open;
    }

    ReadOnlyObjectProperty<ViewState> state() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Found> found() {
        return found.getReadOnlyProperty();
    }

    ObjectProperty<@Nullable Event> selected() {
        return selected;
    }

    ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }

    ReadOnlyStringProperty importing() {
        return importing.getReadOnlyProperty();
    }

    /** Looks at something else; can be undone. */
    void look(ViewState next) {
        if (!next.equals(state.get())) {
            past.push(state.get());
            future.clear();
            state.set(next);
            remember();
            search();
        }
    }

    void undo() {
        if (!past.isEmpty()) {
            future.push(state.get());
            state.set(past.pop());
            search();
        }
    }

    void redo() {
        if (!future.isEmpty()) {
            past.push(state.get());
            state.set(future.pop());
            search();
        }
    }

    /** Runs something short on the UI thread, after what is under way there. */
    void later(Runnable action) {
        work.show(action);
    }

    /** Checks a query as it is typed: null where it is right. */
    static @Nullable String problem(String query) {
        try {
            QueryParser.parse(query);
            return null;
        } catch (QuerySyntaxException wrong) {
            return "column " + wrong.column() + ": " + wrong.getMessage();
        }
    }

    /** Looks at what the case was last left with. */
    void restore() throws IOException {
        open.setting("window").flatMap(StateText::read).ifPresent(state::set);
    }

    private void remember() {
        String text = StateText.write(state.get());
        work.run(
                "remember",
                cancelled -> {
                    open.setting("window", text);
                    return true;
                },
                done -> {},
                failure -> status.set("✕ " + failure.getMessage()));
    }

    /** Where the next or previous event of the same trace is. */
    void nextOfTrace(long position, String traceId, boolean forward, Consumer<OptionalLong> done) {
        Found now = found.get();
        if (now != null) {
            work.run(
                    "next",
                    cancelled -> {
                        Query trace = new Query.Term("trace_id", traceId);
                        Hits same = Search.run(now.hits().reader(), trace, TimeRange.ALL, cancelled);
                        return now.hits().next(position, same, forward);
                    },
                    done,
                    failure -> status.set("✕ " + failure));
        }
    }

    /** What happened around an event, in all sources, whatever the filters say. */
    void around(Event event, long nanos, Consumer<List<Event>> done) {
        CaseReader reader = open.reader();
        TimeRange range = new TimeRange(event.time() - nanos, event.time() + nanos + 1);
        work.run(
                "around",
                cancelled -> {
                    Hits all = Search.run(reader, new Query.All(), range, cancelled);
                    long here = all.position(event.id()).orElse(0);
                    return all.page(Math.max(0, here - 100), 200);
                },
                done,
                failure -> status.set("✕ " + failure));
    }

    /** Asks the case anew. */
    void search() {
        ViewState asked = state.get();
        Query query;
        try {
            query = QueryParser.parse(asked.effectiveQuery());
        } catch (QuerySyntaxException wrong) {
            status.set("✕ " + wrong.getMessage());
            return;
        }
        CaseReader reader = open.reader();
        work.run(
                "search",
                cancelled -> find(reader, query, asked, cancelled),
                result -> {
                    found.set(result);
                    status.set(String.format(
                            Locale.ROOT, "%,d of %,d events", result.hits().count(), reader.events()));
                },
                failure -> status.set("✕ " + failure.getMessage()));
    }

    private static Found find(CaseReader reader, Query query, ViewState asked, BooleanSupplier cancelled)
            throws IOException, QuerySyntaxException {
        TimeRange all = telling(reader).or(reader::range).orElse(new TimeRange(0, 1));
        TimeRange range = asked.range().equals(TimeRange.ALL) ? all : asked.range();
        Hits hits = Search.run(reader, query, asked.range(), cancelled);
        Hits errors = Search.run(reader, QueryParser.parse("severity:>=error"), asked.range(), cancelled);
        Histogram histogram = Histogram.of(hits, range, BUCKETS);
        List<Facet> facets = new ArrayList<>();
        for (String field : FACETS) {
            facets.add(Facet.of(hits, field, 12, cancelled));
        }
        Hits marked =
                Search.run(reader, QueryParser.parse("kind:(change OR snapshot OR alert)"), asked.range(), cancelled);
        return new Found(hits, errors, histogram, range, facets, marked.page(0, MOST_MARKS));
    }

    /** The span of what was observed: commits of years ago would squeeze it to a line. */
    private static Optional<TimeRange> telling(CaseReader reader) {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (Block block : reader.blocks()) {
            boolean observed = block.kindCount(Kind.CHANGE.ordinal()) < block.size() && block.minTime() > 0;
            if (observed) {
                from = Math.min(from, block.minTime());
                to = Math.max(to, block.maxTime() + 1);
            }
        }
        return from < to ? Optional.of(new TimeRange(from, to)) : Optional.empty();
    }

    /** Makes the first error found T0, and looks at the minute before and the four after it. */
    void toFirstError() {
        Found now = found.get();
        if (now != null) {
            work.run(
                    "first-error",
                    cancelled -> now.errors().page(0, 1),
                    errors -> errors.stream().findFirst().ifPresent(event -> {
                        long minute = 60_000_000_000L;
                        selected.set(event);
                        look(state.get()
                                .withZero(OptionalLong.of(event.time()))
                                .withRange(new TimeRange(event.time() - minute, event.time() + 4 * minute)));
                    }),
                    failure -> status.set("✕ " + failure.getMessage()));
        }
    }

    /** Whether times need their date to be told apart. */
    boolean spansDays() {
        return open.reader()
                .range()
                .map(range -> range.length() > 86_400_000_000_000L)
                .orElse(false);
    }

    /** While an import commits every moment, the views follow a few times a second. */
    private void refreshSoon() {
        long now = System.nanoTime();
        if (now - lastRefresh > 400_000_000L) {
            lastRefresh = now;
            search();
        } else if (!refreshWaits) {
            refreshWaits = true;
            work.run(
                    "refresh",
                    cancelled -> {
                        java.util.concurrent.locks.LockSupport.parkNanos(400_000_000L);
                        return true;
                    },
                    done -> {
                        refreshWaits = false;
                        lastRefresh = System.nanoTime();
                        search();
                    },
                    failure -> refreshWaits = false);
        }
    }

    /** Looks at what was dropped. */
    void plan(List<Path> paths, Consumer<ImportPlan> done) {
        importing.set("looking at " + paths.size() + " items…");
        work.run(
                "plan",
                cancelled -> Import.plan(paths, ImportOptions.DEFAULT, cancelled),
                plan -> {
                    importing.set("");
                    done.accept(plan);
                },
                failure -> importing.set("✕ " + failure.getMessage()));
    }

    /** Imports; events show while it runs. */
    void importAll(ImportPlan plan, Consumer<ImportReport> done) {
        ImportListener listener = new ImportListener() {
            private long last;

            @Override
            public void progressed(String path, long bytesRead, long bytes, long events) {
                long now = System.nanoTime();
                if (now - last > 100_000_000L) {
                    last = now;
                    String share = bytes > 0 ? " " + bytesRead * 100 / bytes + " %" : "";
                    String name = path.substring(path.lastIndexOf('/') + 1);
                    work.show(() -> importing.set("importing " + name + share));
                }
            }
        };
        importing.set("importing…");
        work.run(
                "import",
                cancelled -> Import.run(open, plan, listener, cancelled),
                report -> {
                    importing.set("");
                    search();
                    done.accept(report);
                },
                failure -> importing.set("✕ " + failure.getMessage()));
    }

    void cancelImport() {
        work.cancel("import");
        importing.set("stopped");
    }

    /** Pages for the list; null until they are here. */
    void page(Hits hits, long position, int size, Consumer<List<Event>> done) {
        work.run(
                "page-" + position,
                cancelled -> hits.page(position, size),
                done,
                failure -> status.set("✕ " + failure));
    }

    /** Where an event stands among the hits. */
    void position(Hits hits, dev.faultline.model.EventId id, Consumer<OptionalLong> done) {
        work.run("position", cancelled -> hits.position(id), done, failure -> status.set("✕ " + failure));
    }

    /** The text and other facts of an event that take a read. */
    void raw(Event event, Consumer<String> done) {
        CaseReader reader = open.reader();
        work.run(
                "raw",
                cancelled -> reader.text(event.location()),
                done,
                failure -> done.accept("✕ " + failure.getMessage()));
    }

    /** Where the next or previous error is, from a position. */
    void nextError(long position, boolean forward, Consumer<OptionalLong> done) {
        Found now = found.get();
        if (now != null) {
            work.run(
                    "next",
                    cancelled -> now.hits().next(position, now.errors(), forward),
                    done,
                    failure -> status.set("✕ " + failure));
        }
    }

    @Override
    public void close() throws IOException {
        work.close();
        open.close();
    }
}
