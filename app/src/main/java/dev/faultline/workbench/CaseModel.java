package dev.faultline.workbench;

import dev.faultline.analysis.onset.Onset;
import dev.faultline.analysis.onset.OnsetDetector;
import dev.faultline.analysis.search.Beginning;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Facet;
import dev.faultline.query.Histogram;
import dev.faultline.query.Hits;
import dev.faultline.query.Lanes;
import dev.faultline.query.Query;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.Search;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
final class CaseModel {
    static final int BUCKETS = 240;
    static final int LANES = 6;
    static final List<String> FACETS = List.of("service", "severity", "kind", "source");
    static final int FIRST_ROWS = 100;
    private static final int MOST_MARKS = 200;
    private static final long FIRST_NANOS = 150_000_000L;
    private static final long REFRESH = 400_000_000L;

    private final Case open;
    private final BackgroundWork work;
    private final ImportModel imports;
    private final OpenCode code = new OpenCode();
    private final BoardModel board = new BoardModel(this);
    private final ReadOnlyObjectWrapper<ViewState> state = new ReadOnlyObjectWrapper<>(ViewState.START);
    private final SearchesModel searches;
    private final LiveModel live = new LiveModel(this);
    private final ReadOnlyObjectWrapper<@Nullable Found> found = new ReadOnlyObjectWrapper<>(null);
    private final ObjectProperty<@Nullable Event> selected = new SimpleObjectProperty<>(null);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Hits> first = new ReadOnlyObjectWrapper<>(null);
    private final PlaceTrail trail = new PlaceTrail();
    private final DoneOrder order = new DoneOrder();
    private final ClockEdits clocks = new ClockEdits(this);
    /** Said beside each count until something else is looked at. */
    private String told = "";

    private @Nullable String typed;
    private @Nullable Place arriving;
    private long top;
    private long lastRefresh;
    private boolean refreshWaits;

    /** One consistent answer to what was asked: the state looked at, or a query that is being typed. */
    record Found(
            Hits hits,
            Hits errors,
            Histogram histogram,
            @Nullable Lanes lanes,
            TimeRange range,
            List<Facet> facets,
            List<Event> marks,
            ViewState asked) {}

    CaseModel(Case open, BackgroundWork work) {
        this.open = open;
        this.work = work;
        this.imports = new ImportModel(open, work);
        this.searches = new SearchesModel(this);
        open.onCommit(source -> work.show(this::refreshSoon));
    }

    Case openCase() {
        return open;
    }

    /** The code of the imported repositories, for all views. */
    OpenCode code() {
        return code;
    }

    ImportModel imports() {
        return imports;
    }

    BoardModel board() {
        return board;
    }

    ClockEdits clocks() {
        return clocks;
    }

    DoneOrder order() {
        return order;
    }

    LiveModel live() {
        return live;
    }

    SearchesModel searches() {
        return searches;
    }

    ReadOnlyObjectProperty<ViewState> state() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Found> found() {
        return found.getReadOnlyProperty();
    }

    /** The first hits of a search under way, before the others are known. */
    ReadOnlyObjectProperty<@Nullable Hits> first() {
        return first.getReadOnlyProperty();
    }

    ObjectProperty<@Nullable Event> selected() {
        return selected;
    }

    ReadOnlyStringProperty status() {
        return status.getReadOnlyProperty();
    }

    void say(String text) {
        status.set(text);
    }

    /** Says it now, and beside the count of the search that it brings with it. */
    void tell(String text) {
        told = text;
        status.set(text);
    }

    /** The list says which row is first on screen. */
    void top(long position) {
        top = position;
    }

    private Place here() {
        Event event = selected.get();
        return new Place(state.get(), top, event == null ? null : event.id());
    }

    /** The place that the answer to come belongs to, once: the list goes exactly there. */
    @Nullable
    Place takeArriving() {
        Place place = arriving;
        arriving = null;
        return place;
    }

    /** Looks at something else; can be undone. */
    void look(ViewState next) {
        ViewState before = state.get();
        boolean typing = typed != null;
        typed = null;
        if (!next.equals(before)) {
            visit();
            order.did(DoneOrder.What.LOOK);
            told = "";
            state.set(next);
            remember();
        }
        if (typing || !next.findsTheSame(before)) {
            search();
        }
    }

    /** Shows what a query would find while it is typed; null goes back to what is looked at. Changes nothing else. */
    void preview(@Nullable String query) {
        if (query == null ? typed != null : !query.equals(typed)) {
            typed = query;
            search();
        }
    }

    /** Keeps where one stands, before a jump, so that one can come back to it. */
    void visit() {
        trail.visit(here());
    }

    /** Back to where one stood before, to the exact row. */
    void back() {
        trail.back(here()).ifPresent(place -> {
            if (!place.state().equals(state.get())) {
                order.undone(DoneOrder.What.LOOK);
            }
            arrive(place);
        });
    }

    /** Forth again. */
    void forth() {
        trail.forth(here()).ifPresent(place -> {
            if (!place.state().equals(state.get())) {
                order.redone(DoneOrder.What.LOOK);
            }
            arrive(place);
        });
    }

    /** Back to before the last change of what is looked at; false where there was none. */
    boolean undo() {
        ViewState now = state.get();
        Optional<Place> before = trail.undo(here());
        before.ifPresent(place -> {
            order.undone(DoneOrder.What.LOOK);
            arrive(place);
            tell(Words.of("board.taken-back", LookChange.words(place.state(), now)));
        });
        return before.isPresent();
    }

    boolean redo() {
        ViewState now = state.get();
        Optional<Place> after = trail.redo(here());
        after.ifPresent(place -> {
            order.redone(DoneOrder.What.LOOK);
            arrive(place);
            tell(Words.of("board.made-again", LookChange.words(now, place.state())));
        });
        return after.isPresent();
    }

    private void arrive(Place place) {
        arriving = place;
        typed = null;
        told = "";
        state.set(place.state());
        remember();
        search();
    }

    /** Runs something short on the UI thread, after what is under way there. */
    void later(Runnable action) {
        work.show(action);
    }

    /** Runs something on the UI thread after a while, unless something newer of the lane came. */
    void later(String lane, long nanos, Runnable action) {
        work.after(lane, nanos, action);
    }

    /** Checks a query as it is typed: null where it is right. */
    static @Nullable String problem(String query) {
        try {
            QueryParser.parse(query);
            return null;
        } catch (QuerySyntaxException wrong) {
            return Words.of("query.problem", wrong.column(), String.valueOf(wrong.getMessage()));
        }
    }

    /** Looks at what the case was last left with. */
    void restore() throws IOException {
        Optional<Place> left = open.setting("window").flatMap(StateText::read);
        if (left.isPresent()) {
            arrive(left.get());
        } else {
            search();
        }
        if (!open.isWritable()) {
            tell(Words.of("case.opened-for-reading"));
        }
    }

    private void remember() {
        if (open.isWritable()) {
            String text = StateText.write(here());
            work.run(
                    "remember",
                    cancelled -> {
                        open.setting("window", text);
                        return true;
                    },
                    done -> {},
                    failure -> status.set(Trouble.of(failure)));
        }
    }

    /** Asks the case anew. */
    void search() {
        String typing = typed;
        ViewState asked = typing == null ? state.get() : state.get().withQuery(typing);
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
                cancelled -> {
                    Beginning.of(reader, query, asked.range(), FIRST_ROWS, FIRST_NANOS, cancelled)
                            .ifPresent(hits -> work.show(() -> begin(hits, cancelled)));
                    return find(reader, query, asked, cancelled);
                },
                result -> {
                    found.set(result);
                    status.set(Words.of("case.count", result.hits().count(), reader.events())
                            + (typing == null ? "" : Words.of("case.as-typed"))
                            + (told.isEmpty() ? "" : " · " + told));
                },
                failure -> status.set(Trouble.of(failure)));
    }

    private void begin(Hits hits, BooleanSupplier cancelled) {
        if (!cancelled.getAsBoolean()) {
            first.set(hits);
            status.set(Words.of("case.first-hits"));
        }
    }

    private static Found find(CaseReader reader, Query query, ViewState asked, BooleanSupplier cancelled)
            throws IOException, QuerySyntaxException {
        TimeRange all = BusySpan.of(reader).or(reader::range).orElse(new TimeRange(0, 1));
        TimeRange range = asked.range().equals(TimeRange.ALL) ? all : asked.range();
        Hits hits = Search.run(reader, query, asked.range(), cancelled);
        Hits errors = Search.run(reader, QueryParser.parse("severity:>=error"), asked.range(), cancelled);
        Histogram histogram = Histogram.of(hits, range, BUCKETS);
        Lanes.Field field = asked.lanes();
        Lanes lanes = field == null ? null : Lanes.of(hits, field, range, BUCKETS, LANES, cancelled);
        List<Facet> facets = new ArrayList<>();
        for (String each : FACETS) {
            // Beside a value that is filtered for stand those that could be taken with it.
            ViewState any = asked.withAnyOf(each);
            Hits among = any.equals(asked)
                    ? hits
                    : Search.run(reader, QueryParser.parse(any.effectiveQuery()), asked.range(), cancelled);
            facets.add(Facet.of(among, each, 12, cancelled));
        }
        Hits marked =
                Search.run(reader, QueryParser.parse("kind:(change OR snapshot OR alert)"), asked.range(), cancelled);
        return new Found(hits, errors, histogram, lanes, range, facets, marked.page(0, MOST_MARKS), asked);
    }

    /** Makes the onset T0, or the first error where no onset stands out; looks at the minute before and the four after. */
    void toOnset() {
        ask(
                "onset",
                (now, cancelled) -> {
                    CaseReader reader = now.hits().reader();
                    Optional<Long> onset = OnsetDetector.first(OnsetDetector.all(reader, cancelled))
                            .map(Onset::time);
                    Hits errors = now.errors();
                    long position = onset.map(errors::positionAt).orElse(0L);
                    return new Outset(onset, errors.page(position, 1).stream().findFirst());
                },
                beginning -> {
                    Optional<Long> first =
                            beginning.onset().or(() -> beginning.error().map(Event::time));
                    if (first.isEmpty()) {
                        say(Words.of("case.no-onset"));
                        return;
                    }
                    long time = first.get();
                    long minute = 60_000_000_000L;
                    look(state.get()
                            .withZero(OptionalLong.of(time))
                            .withRange(new TimeRange(time - minute, time + 4 * minute)));
                    beginning.error().ifPresent(selected::set);
                    say(beginning.onset().isPresent() ? Words.of("case.zero-onset") : Words.of("case.zero-error"));
                });
    }

    /** When it began, and the first error from then on. */
    private record Outset(Optional<Long> onset, Optional<Event> error) {}

    /** Something asked of what was found. */
    private interface Question<T> {
        T of(Found now, BooleanSupplier cancelled) throws IOException, QuerySyntaxException;
    }

    private <T> void ask(String lane, Question<T> question, Consumer<T> done) {
        Found now = found.get();
        if (now != null) {
            work.run(lane, cancelled -> question.of(now, cancelled), done, failure -> status.set(Trouble.of(failure)));
        }
    }

    /** Where the next or previous hit is that a query finds too, from a position. */
    void next(long position, Query query, boolean forward, Consumer<OptionalLong> done) {
        ask(
                "next",
                (now, cancelled) -> {
                    Hits others =
                            Search.run(now.hits().reader(), query, state.get().range(), cancelled);
                    return now.hits().next(position, others, forward);
                },
                done);
    }

    /** Where the next or previous marked hit is. */
    void nextMark(long position, boolean forward, Consumer<OptionalLong> done) {
        List<EventId> marks = List.copyOf(state.get().marks());
        ask(
                "next",
                (now, cancelled) -> {
                    OptionalLong best = OptionalLong.empty();
                    for (EventId id : marks) {
                        OptionalLong at = now.hits().position(id);
                        if (at.isPresent() && (forward ? at.getAsLong() > position : at.getAsLong() < position)) {
                            boolean nearer = best.isEmpty()
                                    || (forward
                                            ? at.getAsLong() < best.getAsLong()
                                            : at.getAsLong() > best.getAsLong());
                            best = nearer ? at : best;
                        }
                    }
                    return best;
                },
                done);
    }

    /** Where the rate of what was found changes next, after or before a time. */
    void nextChangeOfRate(long nanos, boolean forward, Consumer<OptionalLong> done) {
        ask(
                "next",
                (now, cancelled) -> {
                    OptionalLong time = Rates.next(now.histogram(), nanos, forward);
                    return time.isEmpty() ? time : OptionalLong.of(now.hits().positionAt(time.getAsLong()));
                },
                done);
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
                failure -> status.set(Trouble.of(failure)));
    }

    /** The most frequent values of a field in the whole case, for a person who types a query. */
    void values(String field, Consumer<List<Facet.Value>> done) {
        CaseReader reader = open.reader();
        work.run(
                "values",
                cancelled -> {
                    Hits all = Search.run(reader, new Query.All(), TimeRange.ALL, cancelled);
                    return Facet.of(all, field, 100, cancelled).values();
                },
                done,
                failure -> done.accept(List.of()));
    }

    /** Whether a time without its year could be of several. */
    boolean spansYears() {
        return open.reader().range().map(TimeText::hasYears).orElse(false);
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
        if (live.standsStill()) {
            return;
        }
        long now = System.nanoTime();
        if (now - lastRefresh > REFRESH) {
            lastRefresh = now;
            search();
        } else if (!refreshWaits) {
            refreshWaits = true;
            work.after("refresh", REFRESH, () -> {
                refreshWaits = false;
                lastRefresh = System.nanoTime();
                search();
            });
        }
    }

    /** Events at positions. */
    void page(Hits hits, long position, int size, Consumer<List<Event>> done) {
        work.run(
                "page-" + position,
                cancelled -> hits.page(position, size),
                done,
                failure -> status.set(Trouble.of(failure)));
    }

    /** Where an event stands among the hits. */
    void position(Hits hits, EventId id, Consumer<OptionalLong> done) {
        work.run("position", cancelled -> hits.position(id), done, failure -> status.set(Trouble.of(failure)));
    }

    /** An event by its name. */
    void event(EventId id, Consumer<Event> done) {
        CaseReader reader = open.reader();
        work.run(
                "event",
                cancelled -> reader.event(id),
                event -> event.ifPresent(done),
                failure -> status.set(Trouble.of(failure)));
    }

    /** Anything that takes a read of the case; the newest question of a lane wins. */
    <T> void read(String lane, BackgroundWork.Work<T> reading, Consumer<T> done) {
        read(lane, reading, done, status::set);
    }

    /** The same, where a failure is said in the result's place. */
    <T> void read(String lane, BackgroundWork.Work<T> reading, Consumer<T> done, Consumer<String> failed) {
        work.run(lane, reading, done, failure -> failed.accept(Trouble.of(failure)));
    }

    /** What runs in a lane is no longer wanted. */
    void stop(String lane) {
        work.ask(lane);
    }

    /** What runs in a lane stops, and its result is not shown. */
    void drop(String lane) {
        work.drop(lane);
    }

    /** The original text of an event. */
    void raw(Event event, Consumer<String> done) {
        CaseReader reader = open.reader();
        read("raw", cancelled -> reader.text(event.location()), done, done);
    }

    /** What closes the case, to be run away from the UI thread: it waits for what is under way. */
    BackgroundWork.Work<Boolean> closing() {
        String text = StateText.write(here());
        return cancelled -> {
            work.close();
            // Whatever cannot be written any more: the case is closed, and nobody finds it in use.
            try (open;
                    code) {
                live.close();
                if (open.isWritable()) {
                    open.setting("window", text);
                    searches.write();
                }
            }
            return true;
        };
    }
}
