package dev.faultline.store;

import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Entry;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Annotation.Pin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Brings one annotation of another board into this one, so that nothing of either is lost. */
final class BoardMerge {
    private final BoardTables tables;
    private final List<Annotation> known;
    private final List<Annotation> live;

    /** Removed ones are known too: a removal here is not undone by a copy from there, only by a later change there. */
    BoardMerge(BoardTables tables) throws IOException {
        this.tables = tables;
        this.known = tables.annotations(true);
        this.live = tables.annotations(false);
    }

    boolean take(Annotation other) throws IOException {
        Optional<Annotation> same = find(other.entry().uid());
        if (same.isEmpty()) {
            tables.add(other, true);
            return true;
        }
        Annotation here = same.get();
        if (says(here).equals(says(other))) {
            return false;
        }
        boolean otherIsLater = other.entry().changed() > here.entry().changed();
        if (!live.contains(here)) {
            return otherIsLater && revive(here, other);
        }
        Annotation earlier = aside(otherIsLater ? here : other);
        if (find(earlier.entry().uid()).isPresent()) {
            return false;
        }
        tables.add(earlier, true);
        if (otherIsLater) {
            tables.replace(here.entry().id(), other);
        }
        return true;
    }

    /** What somebody still worked on there comes back; what was removed here is in the audit trail. */
    private boolean revive(Annotation here, Annotation other) throws IOException {
        tables.replace(here.entry().id(), other);
        tables.remove(here.entry().id(), 0);
        return true;
    }

    private Optional<Annotation> find(String uid) {
        return known.stream().filter(each -> each.entry().uid().equals(uid)).findFirst();
    }

    /** What it says, whoever said it whenever. */
    private static List<Object> says(Annotation annotation) {
        List<Object> says = new ArrayList<>();
        says.add(annotation.entry().text());
        says.add(annotation.entry().tags());
        switch (annotation) {
            case Pin pin -> says.add(pin.reference());
            case Note note -> says.add(note.getClass());
            case Hypothesis hypothesis -> {
                says.add(hypothesis.state());
                says.add(hypothesis.citations());
            }
        }
        return says;
    }

    /** The same under a name that follows from what it says: the next merge finds it. */
    private static Annotation aside(Annotation annotation) {
        Entry entry = annotation.entry();
        String name = entry.uid() + says(annotation);
        List<String> tags = new ArrayList<>(entry.tags());
        tags.add("merged");
        Entry copy = new Entry(
                0,
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                entry.position(),
                entry.text(),
                tags,
                entry.author(),
                entry.created(),
                entry.changed());
        return switch (annotation) {
            case Pin pin -> new Pin(copy, pin.reference());
            case Note note -> new Note(copy);
            case Hypothesis hypothesis -> new Hypothesis(copy, hypothesis.state(), hypothesis.citations());
        };
    }
}
