package dev.faultline.analysis.moment;

import dev.faultline.analysis.interval.NotedMoment;
import dev.faultline.model.Annotation;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Reference;
import dev.faultline.model.TimeRange;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What the evidence shows to matter, and what people say does, in the order of time. The two are never mixed: each entry is
 * the one or the other.
 *
 * @param found how many there are
 * @param entries those that fit the limit: all that people said before what was found
 */
public record CaseTimeline(long found, List<Entry> entries) {
    /** Copies the list. */
    public CaseTimeline {
        entries = List.copyOf(entries);
    }

    /** Something with a time. */
    public sealed interface Entry {
        /** Nanoseconds since 1970 UTC. */
        long time();
    }

    /** What the evidence shows. */
    public record Shown(Moment moment) implements Entry {
        @Override
        public long time() {
            return moment.time();
        }
    }

    /** What a person says happened and no file shows. */
    public record Noted(NotedMoment noted) implements Entry {
        @Override
        public long time() {
            return noted.time();
        }
    }

    /** An event that a person put on the board. */
    public record Pinned(Event event, Annotation.Pin pin) implements Entry {
        @Override
        public long time() {
            return event.time();
        }
    }

    /** All of the range, by the evidence and by what stands on the board. */
    public static CaseTimeline of(
            CaseReader reader, List<Annotation> board, TimeRange range, int limit, BooleanSupplier cancelled)
            throws IOException {
        List<Entry> said = said(reader, board, range);
        Moments moments = Moments.of(reader, range, Math.max(0, limit - said.size()), cancelled);
        List<Entry> entries = new ArrayList<>(said.subList(0, Math.clamp(limit, 0, said.size())));
        moments.moments().forEach(moment -> entries.add(new Shown(moment)));
        entries.sort(Comparator.comparingLong(Entry::time));
        return new CaseTimeline(moments.found() + said.size(), entries);
    }

    private static List<Entry> said(CaseReader reader, List<Annotation> board, TimeRange range) throws IOException {
        List<Annotation.Note> notes = new ArrayList<>();
        List<Entry> said = new ArrayList<>();
        for (Annotation each : board) {
            switch (each) {
                case Annotation.Note note -> notes.add(note);
                case Annotation.Pin pin ->
                    event(reader, pin.reference())
                            .filter(event -> event.hasTime() && range.contains(event.time()))
                            .ifPresent(event -> said.add(new Pinned(event, pin)));
                case Annotation.Hypothesis hypothesis -> {}
            }
        }
        NotedMoment.of(notes).stream()
                .filter(noted -> noted.end() >= range.from() && noted.time() < range.to())
                .forEach(noted -> said.add(new Noted(noted)));
        return said;
    }

    private static Optional<Event> event(CaseReader reader, Reference reference) throws IOException {
        Optional<EventId> id =
                switch (reference.type()) {
                    case EVENT -> EventId.parse(reference.target());
                    case VARIABLE ->
                        EventId.parse(reference
                                .target()
                                .substring(0, reference.target().indexOf('#')));
                    case TRACE, PATTERN, QUERY -> Optional.empty();
                };
        return id.isEmpty() ? Optional.empty() : reader.event(id.get());
    }
}
