package dev.faultline.store;

import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Annotation.Pin;
import dev.faultline.model.Annotation.State;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/**
 * The investigation's own record in a case: pins, notes, hypotheses and what is said of the incident as a whole. Every
 * change is in the audit trail, in the same transaction. What is removed is kept and can be restored.
 */
public final class Board {
    private final BoardTables tables;
    private final Clock clock;
    private final String author;

    Board(BoardTables tables, Clock clock, String author) {
        this.tables = tables;
        this.clock = clock;
        this.author = author;
    }

    /** Everything that is not removed: pins, notes and hypotheses, each in their order. */
    public List<Annotation> annotations() throws IOException {
        return tables.annotations(false);
    }

    public List<Pin> pins() throws IOException {
        return only(Pin.class);
    }

    public List<Note> notes() throws IOException {
        return only(Note.class);
    }

    public List<Hypothesis> hypotheses() throws IOException {
        return only(Hypothesis.class);
    }

    private <T extends Annotation> List<T> only(Class<T> type) throws IOException {
        return annotations().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The annotation of this number, unless it was removed. */
    public Optional<Annotation> find(long id) throws IOException {
        return annotations().stream().filter(each -> each.entry().id() == id).findFirst();
    }

    /** Pins something to the board. */
    public Pin pin(Reference reference, String text, List<String> tags) throws IOException {
        return (Pin) add(new Pin(entry(text, tags), reference));
    }

    /** Writes a note. */
    public Note note(String text, List<String> tags) throws IOException {
        return (Note) add(new Note(entry(text, tags)));
    }

    /** Puts up a hypothesis; it is open. */
    public Hypothesis hypothesis(String text, List<String> tags) throws IOException {
        return (Hypothesis) add(new Hypothesis(entry(text, tags), State.OPEN, List.of()));
    }

    private Annotation.Entry entry(String text, List<String> tags) {
        long now = now();
        return new Annotation.Entry(0, UUID.randomUUID().toString(), 0, text, tags, author, now, now);
    }

    private long now() {
        return clock.millis() * 1_000_000;
    }

    private Annotation add(Annotation annotation) throws IOException {
        return require(tables.add(annotation, false));
    }

    private Annotation require(long id) throws IOException {
        return find(id).orElseThrow(() -> new NoSuchElementException("the board holds no number " + id));
    }

    /** Gives an annotation another text. */
    public Annotation text(long id, String text) throws IOException {
        Annotation before = require(id);
        tables.change(id, "text", text, before.entry().text(), author, now());
        return require(id);
    }

    /** Gives an annotation other tags. */
    public Annotation tags(long id, List<String> tags) throws IOException {
        Annotation before = require(id);
        tables.change(
                id,
                "tags",
                BoardTables.join(tags),
                BoardTables.join(before.entry().tags()),
                author,
                now());
        return require(id);
    }

    /** Puts an annotation at another place among those of its type. */
    public void move(long id, int position) throws IOException {
        List<Annotation> ordered = new ArrayList<>(annotations());
        Annotation moved = require(id);
        ordered.removeIf(
                each -> each.getClass() != moved.getClass() || each.entry().id() == id);
        ordered.add(Math.clamp(position, 0, ordered.size()), moved);
        tables.order(ordered.stream().map(each -> each.entry().id()).toList(), id);
    }

    /** Says how far a hypothesis came. */
    public Hypothesis state(long id, State state) throws IOException {
        Hypothesis before = requireHypothesis(id);
        tables.change(id, "state", state.label(), before.state().label(), author, now());
        return requireHypothesis(id);
    }

    /** Adds evidence for or against a hypothesis. */
    public Hypothesis cite(long id, Citation citation) throws IOException {
        Hypothesis before = requireHypothesis(id);
        List<Citation> citations = new ArrayList<>(before.citations());
        citations.removeIf(each -> each.reference().equals(citation.reference()));
        citations.add(citation);
        tables.cite(id, citations, "cite", citation.reference().toString(), author, now());
        return requireHypothesis(id);
    }

    /** Takes a piece of evidence away from a hypothesis. */
    public Hypothesis uncite(long id, Reference reference) throws IOException {
        List<Citation> citations = new ArrayList<>(requireHypothesis(id).citations());
        if (!citations.removeIf(each -> each.reference().equals(reference))) {
            throw new NoSuchElementException("hypothesis " + id + " does not cite " + reference);
        }
        tables.cite(id, citations, "uncite", reference.toString(), author, now());
        return requireHypothesis(id);
    }

    private Hypothesis requireHypothesis(long id) throws IOException {
        if (require(id) instanceof Hypothesis hypothesis) {
            return hypothesis;
        }
        throw new NoSuchElementException("number " + id + " is no hypothesis");
    }

    /** Takes an annotation off the board. */
    public void remove(long id) throws IOException {
        require(id);
        tables.remove(id, now());
    }

    /** Brings back what was removed. */
    public Annotation restore(long id) throws IOException {
        tables.remove(id, 0);
        return require(id);
    }

    /** What is said of the incident; fields of which nothing is said are absent. */
    public Map<IncidentField, String> incident() throws IOException {
        return tables.incident();
    }

    /** Says something of the incident; an empty value takes it back. */
    public void incident(IncidentField field, String value) throws IOException {
        tables.incident(field, value, now());
    }

    /**
     * Takes in another board of the same case. What both hold and say differently is kept twice: the later one stays, the
     * earlier one becomes an annotation of its own with the tag {@code merged}. Doing it again adds nothing.
     *
     * @return how many annotations were added or changed
     */
    public int merge(List<Annotation> others) throws IOException {
        int changed = 0;
        for (Annotation other : others) {
            changed += new BoardMerge(tables).take(other) ? 1 : 0;
        }
        return changed;
    }

    /**
     * Takes in what another board says of the incident. A field of which nothing is said here is taken over; what is said
     * differently there becomes a note with the tag {@code merged}. Doing it again adds nothing.
     *
     * @return how many fields and notes were added
     */
    public int mergeIncident(Map<IncidentField, String> there, String author) throws IOException {
        Map<IncidentField, String> here = incident();
        int changed = 0;
        for (Map.Entry<IncidentField, String> said : there.entrySet()) {
            IncidentField field = said.getKey();
            if (!here.containsKey(field)) {
                incident(field, said.getValue());
                changed++;
            } else if (!said.getValue().equals(here.get(field))) {
                changed += merge(List.of(asNote(field, said.getValue(), author)));
            }
        }
        return changed;
    }

    /** Under a name that follows from what it says: the next merge finds it. */
    private Note asNote(IncidentField field, String value, String said) {
        String text = "The incident's " + field.label() + ", as the merged board says it: " + value;
        String uid =
                UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
        long now = now();
        return new Note(new Annotation.Entry(0, uid, 0, text, List.of("merged"), said, now, now));
    }
}
