package dev.faultline.workbench;

import dev.faultline.analysis.verify.KeptVerdict;
import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Annotation.Pin;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Reference;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Variable;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** How a pin, a hypothesis and a note look on the board. */
final class BoardFaces {
    private static final int LONGEST = 300;

    private final CaseModel model;

    BoardFaces(CaseModel model) {
        this.model = model;
    }

    private BoardState state() {
        return model.board().state().get();
    }

    Region pin(Pin pin) {
        BoardState state = state();
        VBox box = new VBox(1);
        BoardState.Shown shown = state.shown().get(pin.reference());
        box.getChildren().add(label("★ " + state.name(pin.reference()) + "  " + what(pin.reference()), "text-bold"));
        if (!pin.entry().text().isBlank()) {
            box.getChildren().add(note(pin.entry().text()));
        }
        String linked = state.isLinked(pin.reference()) ? "" : Words.of("board.not-linked");
        String place = shown == null ? pin.reference().toString() : shown.place();
        box.getChildren().add(label(place + tags(pin) + linked, "text-muted"));
        return box;
    }

    /** What a reference names, in a line. */
    String what(Reference reference) {
        BoardState.Shown shown = state().shown().get(reference);
        String unread = state().unread().get(reference);
        if (unread != null) {
            return Words.of("board.unread", reference, unread);
        }
        if (shown == null) {
            return reference.event().isPresent() ? Words.of("board.not-in-case", reference) : reference.toString();
        }
        Event event = shown.event();
        String time = event.hasTime()
                ? TimeText.of(event.time(), model.state().get().zero(), model.spansDays())
                : Words.of("common.no-time");
        String head = event.name() == null || event.name().isEmpty() ? event.message() : event.name();
        String variable = reference.type() == Reference.Type.VARIABLE ? variable(event, reference) + " · " : "";
        return time + " " + Theme.sign(event.severity()).strip() + " "
                + (event.service() == null ? event.kind().label() : event.service()) + " · " + variable + head;
    }

    private static String variable(Event event, Reference reference) {
        String path = reference.target().substring(reference.target().indexOf('#') + 1);
        if (event.detail() instanceof Snapshot snapshot) {
            for (Snapshot.FrameVariables frame : snapshot.frames()) {
                for (Variable each : frame.variables()) {
                    String value = value(each, path);
                    if (value != null) {
                        return path + " = " + value;
                    }
                }
            }
        }
        return Words.of("board.not-in-snapshot", path);
    }

    private static @org.jspecify.annotations.Nullable String value(Variable variable, String path) {
        if (path.equals(variable.name())) {
            return String.valueOf(variable.value());
        }
        if (path.startsWith(variable.name() + ".")) {
            for (Variable member : variable.members()) {
                String value = value(member, path.substring(variable.name().length() + 1));
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }

    Region hypothesis(Hypothesis hypothesis) {
        BoardState state = state();
        VBox box = new VBox(2);
        int number = 1 + state.hypotheses().indexOf(hypothesis);
        box.getChildren()
                .add(label(
                        "H" + number + "  " + hypothesis.entry().text() + "   " + sign(hypothesis.state()),
                        "text-bold"));
        if (hypothesis.citations().isEmpty()) {
            box.getChildren().add(label(Words.of("board.no-evidence-yet"), "warning"));
        }
        for (Citation citation : hypothesis.citations()) {
            String why = citation.text().isBlank() ? "" : " — " + citation.text();
            Label line =
                    label((citation.supports() ? "   ＋ " : "   － ") + named(state, citation.reference()) + why, "");
            box.getChildren().add(line);
        }
        box.getChildren().add(label(hypothesis.entry().author() + tags(hypothesis), "text-muted"));
        return box;
    }

    /** What the board calls it and what it shows; once where both are the same. */
    private String named(BoardState state, Reference reference) {
        String name = state.name(reference);
        String what = what(reference);
        return name.equals(what) ? what : name + "  " + what;
    }

    /** A state as a shape and words. */
    static String sign(Annotation.State state) {
        return switch (state) {
            case OPEN -> Words.of("board.open");
            case SUPPORTED -> Words.of("board.supported");
            case RULED_OUT -> Words.of("board.ruled-out");
        };
    }

    Region note(Note note) {
        VBox box = new VBox(2, note(note.entry().text()));
        String mark = NoteText.citesEvents(note.entry().text()) ? "" : Words.of("board.note-not-evidenced");
        box.getChildren().add(label(note.entry().author() + tags(note) + mark, "text-muted"));
        return box;
    }

    private NoteText note(String markdown) {
        Consumer<EventId> toEvent =
                id -> model.event(id, event -> model.selected().set(event));
        return new NoteText(markdown, toEvent);
    }

    private static String tags(Annotation annotation) {
        List<String> tags = annotation.entry().tags();
        if (tags.contains(KeptVerdict.TAG)) {
            // Its other tags are its numbers, which stand in its text.
            return " · +" + KeptVerdict.TAG;
        }
        return tags.isEmpty() ? "" : " · +" + String.join(" +", tags);
    }

    static Label label(String text, String style) {
        String safe = SafeText.line(text);
        Label label = new Label(safe.length() > LONGEST ? safe.substring(0, LONGEST) + "…" : safe);
        label.setWrapText(true);
        if (!style.isEmpty()) {
            label.getStyleClass().add(style);
        }
        return label;
    }

    /** A time of day with its distance from T0 where there is one. */
    static String time(long nanos, OptionalLong zero) {
        return TimeText.clock(nanos) + (zero.isPresent() ? " (" + TimeText.of(nanos, zero) + ")" : "");
    }
}
