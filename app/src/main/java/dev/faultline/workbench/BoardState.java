package dev.faultline.workbench;

import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Annotation.Pin;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Reference;
import dev.faultline.model.Source;
import dev.faultline.model.Timestamps;
import dev.faultline.store.Case;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The board as it stands, with what its references show.
 *
 * @param shown what is behind each reference that names an event
 * @param unread why what is behind a reference cannot be read
 * @param writable whether this window may change it
 */
record BoardState(
        List<Pin> pins,
        List<Hypothesis> hypotheses,
        List<Note> notes,
        Map<IncidentField, String> incident,
        Map<Reference, Shown> shown,
        Map<Reference, String> unread,
        boolean writable) {
    static final BoardState EMPTY =
            new BoardState(List.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of(), false);

    /** An event, and where its bytes stand. */
    record Shown(Event event, String place, boolean hashed) {}

    BoardState {
        pins = List.copyOf(pins);
        hypotheses = List.copyOf(hypotheses);
        notes = List.copyOf(notes);
        incident = Map.copyOf(incident);
        shown = Map.copyOf(shown);
        unread = Map.copyOf(unread);
    }

    static BoardState read(Case open, BooleanSupplier cancelled) throws IOException {
        var board = open.board();
        List<Pin> pins = board.pins();
        List<Hypothesis> hypotheses = board.hypotheses();
        Map<Integer, Source> sources = new HashMap<>();
        open.reader().sources().forEach(source -> sources.put(source.id(), source));
        Set<Reference> all = new HashSet<>();
        pins.forEach(pin -> all.add(pin.reference()));
        hypotheses.forEach(each -> each.citations().forEach(citation -> all.add(citation.reference())));
        Map<Reference, Shown> shown = new LinkedHashMap<>();
        Map<Reference, String> unread = new LinkedHashMap<>();
        for (Reference reference : all) {
            if (cancelled.getAsBoolean()) {
                break;
            }
            Optional<EventId> id = reference.event();
            try {
                Optional<Event> event = id.isPresent() ? open.reader().event(id.get()) : Optional.empty();
                event.ifPresent(found -> shown.put(reference, shown(found, sources)));
            } catch (IOException gone) {
                // What a person wrote is there without the original that it is about.
                unread.put(reference, Trouble.words(gone));
            }
        }
        return new BoardState(pins, hypotheses, board.notes(), board.incident(), shown, unread, open.isWritable());
    }

    private static Shown shown(Event event, Map<Integer, Source> sources) {
        Source source = sources.get(event.location().source());
        if (source == null) {
            return new Shown(event, "", false);
        }
        String hash = source.sha256();
        String place = source.path()
                + (event.location().line() > 0 ? ":" + event.location().line() : "")
                + (hash == null
                        ? Words.of("board.no-hash")
                        : " · sha256 " + hash.substring(0, Math.min(8, hash.length())) + "…");
        return new Shown(event, place, hash != null);
    }

    /** Whether a hypothesis cites it. */
    boolean isLinked(Reference reference) {
        return hypotheses.stream()
                .flatMap(each -> each.citations().stream())
                .map(Citation::reference)
                .anyMatch(reference::equals);
    }

    /** What the board calls the evidence: E1, E2 and so on, as it is ordered; the reference itself where it is not pinned. */
    String name(Reference reference) {
        for (int i = 0; i < pins.size(); i++) {
            if (pins.get(i).reference().equals(reference)) {
                return "E" + (i + 1);
            }
        }
        return reference.event().isPresent() ? "#" + reference : reference.toString();
    }

    /** The pin that shows when this moment of the incident was; nothing where nobody pointed at evidence for it. */
    Optional<Pin> evidence(IncidentField field) {
        long said = Timestamps.parse(incident.getOrDefault(field, "")).orElse(Long.MIN_VALUE);
        return pins.stream()
                .filter(pin -> pin.entry().tags().contains(field.label()))
                .filter(pin -> {
                    Shown at = shown.get(pin.reference());
                    return at != null && at.event().hasTime() && at.event().time() == said;
                })
                .findFirst();
    }

    /** Pins whose bytes stand in a source with a hash, and those that name an event at all. */
    String custody() {
        long events =
                pins.stream().filter(pin -> pin.reference().event().isPresent()).count();
        long hashed = pins.stream()
                .map(pin -> shown.get(pin.reference()))
                .filter(at -> at != null && at.hashed())
                .count();
        return Words.of("board.custody", hashed, events);
    }
}
