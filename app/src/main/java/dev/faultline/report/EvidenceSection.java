package dev.faultline.report;

import dev.faultline.export.EventView;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Source;
import dev.faultline.model.Timestamps;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** The cited events: where each stands, and its bytes. */
final class EvidenceSection {
    private static final int LONGEST = 2_000;
    private static final int MOST_BYTES = 64 << 10;

    private final CaseReader reader;
    private final EventView view;
    private final Map<Integer, Source> sources = new HashMap<>();

    EvidenceSection(CaseReader reader, EventView view) {
        this.reader = reader;
        this.view = view;
        reader.sources().forEach(source -> sources.put(source.id(), source));
    }

    List<Sentence> sentences(Set<EventId> cited, BooleanSupplier cancelled) throws IOException {
        List<Sentence> out = new ArrayList<>();
        for (EventId id : cited) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the report is no longer wanted");
            }
            Optional<Event> event = reader.event(id);
            if (event.isPresent()) {
                out.add(sentence(event.get()));
            }
        }
        return out;
    }

    private Sentence sentence(Event event) throws IOException {
        var at = event.location();
        Source source = sources.get(at.source());
        String raw = raw(event);
        String shown = raw.length() <= LONGEST ? raw : raw.substring(0, LONGEST) + "…";
        String text = "#" + event.id() + " "
                + (source == null ? "" : view.text(source.path()) + ", SHA-256 " + source.sha256() + ", ")
                + (at.line() > 0 ? "line " + at.line() + ", " : "")
                + "bytes " + at.offset() + " to " + (at.offset() + at.length()) + ": " + shown;
        return Sentence.kept("evidence/" + event.id(), text);
    }

    /** A redacted report quotes the redacted event: in the bytes a secret may be written in ways that only it undoes. */
    private String raw(Event event) throws IOException {
        if (view.isRedacted()) {
            return line(view.event(event));
        }
        var at = event.location();
        var part = new dev.faultline.model.Location(
                at.source(), at.offset(), Math.min(at.length(), MOST_BYTES), at.line());
        return reader.text(part);
    }

    /** An event in one sentence. */
    static String line(Event event) {
        StringBuilder text = new StringBuilder();
        text.append(event.hasTime() ? Timestamps.format(event.time()) : "At an unknown time");
        text.append(' ').append(event.service() == null ? event.kind().label() : event.service());
        if (event.name() != null) {
            text.append(", ").append(event.name());
        }
        if (!event.message().isEmpty()) {
            text.append(": ").append(Keys.quoted(event.message()));
        }
        if (event.exception() != null) {
            text.append(", ").append(event.exception().type());
            String message = event.exception().message();
            text.append(message == null ? "" : ": " + Keys.quoted(message));
        }
        return text.append('.').toString();
    }
}
