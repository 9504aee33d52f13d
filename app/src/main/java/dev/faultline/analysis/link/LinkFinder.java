package dev.faultline.analysis.link;

import dev.faultline.analysis.change.SourceCode;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import dev.faultline.query.Query;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to an event: the same ids first; where evidence bears none, the same exception at the same frame. Time
 * alone never links.
 */
public final class LinkFinder {
    private static final int MOST_LINKS = 12;
    private static final int MOST_FRAMES = 6;

    private final Events events;
    private final CodeLinks code;
    private final Neighbours neighbours;
    private final List<Links.Group> groups = new ArrayList<>();
    private final Set<String> notes = new TreeSet<>();

    private LinkFinder(CaseReader reader, SourceCode source, BooleanSupplier cancelled) {
        this.events = new Events(reader, cancelled);
        this.code = new CodeLinks(reader, source, events, cancelled);
        this.neighbours = new Neighbours(events);
    }

    /** Links of an event, or of one frame of it. */
    public static Links of(
            CaseReader reader, SourceCode source, Event event, @Nullable Frame frame, BooleanSupplier cancelled)
            throws IOException {
        LinkFinder finder = new LinkFinder(reader, source, cancelled);
        finder.find(event, frame);
        finder.groups.sort(java.util.Comparator.comparing(Links.Group::to));
        return new Links(finder.groups, List.copyOf(finder.notes));
    }

    private void find(Event event, @Nullable Frame frame) throws IOException {
        if (event.detail() instanceof Change change) {
            commit(event, change);
            return;
        }
        List<Event> inSpan = inSpan(event);
        Origin whole = event.kind() == Kind.SPAN ? Origin.of(event, inSpan) : Origin.of(event);
        Origin origin = frame == null ? whole : whole.at(frame);
        if (frame == null) {
            sameSpan(event, inSpan);
            frames(whole);
        }
        failures(origin, inSpan);
        places(origin);
        List<Frame> statements = event.kind() == Kind.LOG && frame == null ? statement(event) : List.of();
        commits(event, origin.frames(), statements);
        if (frame == null) {
            neighbours.of(event, groups);
        }
    }

    /** Log lines, snapshots and the span with the same ids. */
    private List<Event> inSpan(Event event) throws IOException {
        if (event.traceId() == null || event.spanId() == null) {
            return List.of();
        }
        Query ids = Events.and(Events.term("trace_id", event.traceId()), Events.term("span_id", event.spanId()));
        return events.all(ids, each -> !each.id().equals(event.id())).events();
    }

    private void sameSpan(Event event, List<Event> inSpan) {
        String query = "trace_id:" + event.traceId() + " AND span_id:" + event.spanId();
        add(Links.To.SPAN, "the span that it belongs to, by its ids", query, of(inSpan, Kind.SPAN));
        add(Links.To.LOG, "written in the same span, by its ids", query, of(inSpan, Kind.LOG));
        add(Links.To.SNAPSHOT, "taken in the same span, by its ids", query, of(inSpan, Kind.SNAPSHOT));
    }

    private static List<Event> of(List<Event> events, Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    private void frames(Origin origin) {
        Event holder = origin.failing() == null ? origin.event() : origin.failing();
        List<Links.Link> links = origin.frames().stream()
                .limit(MOST_FRAMES)
                .map(frame -> new Links.Link(holder.id(), frame.toString(), frame))
                .toList();
        String reason = origin.failing() == null
                ? "frames of the application on its stack, the innermost first"
                : holder.id().equals(origin.event().id())
                        ? "frames of the application in its exception, those of the root cause first"
                        : "frames of the application in the exception that a log line of this span holds";
        put(Links.To.FRAME, reason, "", links, true);
    }

    /** Other evidence of the same failure, by exception and frame. */
    private void failures(Origin origin, List<Event> known) throws IOException {
        if (origin.frames().isEmpty() || origin.thrown().isEmpty()) {
            return;
        }
        Set<String> seen = new TreeSet<>();
        known.forEach(each -> seen.add(each.id().toString()));
        seen.add(origin.event().id().toString());
        List<Query> places = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<String> queries = new ArrayList<>();
        for (Stacks.Thrown thrown : origin.thrown()) {
            places.add(Events.passes(thrown.frame()));
            words.add(simple(thrown.type()) + " at " + thrown.frame());
            queries.add("exception.frames:\"" + thrown.frame() + "\"");
        }
        Events.Found same = events.all(new Query.Or(places), origin::isSameFailure);
        List<Event> others = same.events().stream()
                .filter(each -> seen.add(each.id().toString()))
                .toList();
        String at = String.join(", or ", words) + "; another request, or one whose ids were not written down";
        String query = String.join(" OR ", queries);
        add(Links.To.SNAPSHOT, "the variables at the same failure: " + at, query, of(others, Kind.SNAPSHOT));
        boolean here = origin.event().kind() == Kind.LOG || origin.event().kind() == Kind.SPAN;
        List<Event> logs = of(others, Kind.LOG);
        List<Event> spans = new ArrayList<>(of(others, Kind.SPAN));
        if (!here) {
            spans.addAll(spans(logs));
        }
        add(here ? Links.To.EXCEPTION : Links.To.LOG, "the same failure: " + at, query, logs);
        add(here ? Links.To.EXCEPTION : Links.To.SPAN, "spans of the same failure: " + at, "", spans);
        if (!same.isAll()) {
            notes.add("only the first exceptions at this place were compared; there are more");
        }
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private List<Event> spans(List<Event> logs) throws IOException {
        Map<String, Event> spans = new LinkedHashMap<>();
        for (Event log : logs.subList(0, Math.min(2 * MOST_LINKS, logs.size()))) {
            inSpan(log).stream()
                    .filter(each -> each.kind() == Kind.SPAN)
                    .forEach(each -> spans.putIfAbsent(each.id().toString(), each));
        }
        return List.copyOf(spans.values());
    }

    /** Snapshots in the same function that do not show the same failure. */
    private void places(Origin origin) throws IOException {
        if (origin.frames().isEmpty()) {
            return;
        }
        List<Event> found = events.all(
                        Events.term("kind", "snapshot"),
                        each -> !each.id().equals(origin.event().id())
                                && origin.isSamePlace(each)
                                && !origin.isSameFailure(each))
                .events();
        String reason = origin.thrown().isEmpty()
                ? "snapshots taken in one of its functions"
                : "snapshots taken in one of its functions that do not show this failure";
        add(Links.To.PLACE, reason, "", found);
    }

    private List<Frame> statement(Event event) throws IOException {
        CodeLinks.Written written = code.statement(event);
        put(Links.To.FRAME, written.reason(), "", written.links(), true);
        if (written.links().isEmpty() && !written.reason().isEmpty()) {
            notes.add(written.reason());
        }
        return written.frames();
    }

    private void commits(Event event, List<Frame> frames, List<Frame> statements) throws IOException {
        CodeLinks.Commits found =
                code.commits(event, frames.subList(0, Math.min(MOST_FRAMES, frames.size())), statements);
        put(Links.To.COMMIT, found.reason(), "", found.links(), true);
        if (found.links().isEmpty()) {
            notes.addAll(found.unresolved());
        }
    }

    private void commit(Event event, Change change) throws IOException {
        CodeLinks.Frames touched = code.frames(event, change);
        if (touched.frames().isEmpty()) {
            notes.add(touched.note());
        }
        put(Links.To.FRAME, "frames of failures whose code it wrote", "", touched.links(), true);
        for (CodeLinks.Touched each : touched.frames()) {
            Events.Found same = events.all(
                    Events.passes(each.frame()),
                    other -> !Stacks.thrown(other).isEmpty() && Stacks.holds(other, each.frame()));
            List<Event> logs = of(same.events(), Kind.LOG);
            List<Event> spans = new ArrayList<>(of(same.events(), Kind.SPAN));
            spans.addAll(spans(logs));
            String through = "failed in code that it wrote: " + each.frame();
            String query = "exception.frames:\"" + each.frame() + "\"";
            add(Links.To.LOG, through, query, logs);
            add(Links.To.SPAN, through, "", spans);
            add(Links.To.SNAPSHOT, through, query, of(same.events(), Kind.SNAPSHOT));
        }
        put(Links.To.COMMIT, "commits that it merged", "", code.merged(change), true);
    }

    private void add(Links.To to, String reason, String query, List<Event> found) {
        List<Links.Link> links = found.stream()
                .map(each -> new Links.Link(each.id(), Events.text(each), null))
                .toList();
        put(to, reason, query, links, true);
    }

    private void put(Links.To to, String reason, String query, List<Links.Link> links, boolean isExact) {
        Set<String> known = new TreeSet<>();
        groups.stream().filter(group -> group.to() == to).forEach(group -> group.links()
                .forEach(link -> known.add(link.event() + "|" + link.frame())));
        List<Links.Link> fresh = links.stream()
                .filter(link -> known.add(link.event() + "|" + link.frame()))
                .toList();
        if (!fresh.isEmpty()) {
            groups.add(new Links.Group(
                    to, reason, query, fresh.size(), isExact, fresh.subList(0, Math.min(MOST_LINKS, fresh.size()))));
        }
    }
}
