package dev.faultline.analysis.suspect;

import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.EventId;
import dev.faultline.model.Reference;
import dev.faultline.model.Timestamps;
import dev.faultline.store.Board;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the investigation stands to suspects. What is decided about one puts it on the board as a hypothesis, with the events of
 * its reasons as evidence for and against: so it travels with the case, stands in the report and is weighed beside the others.
 */
public final class SuspectStates {
    /** The tag of a hypothesis that is a suspect; a second tag names which one. */
    public static final String TAG = "suspect";

    /** The tag of the record that no suspect explains the incident. */
    public static final String NONE = "none-of-these";

    private static final int MOST_CITED = 10;

    private final Map<String, Hypothesis> bySuspect = new HashMap<>();
    private final Optional<Hypothesis> none;

    private SuspectStates(List<Hypothesis> hypotheses) {
        for (Hypothesis each : hypotheses) {
            if (each.entry().tags().contains(TAG)) {
                each.entry().tags().forEach(tag -> bySuspect.put(tag, each));
            }
        }
        this.none = hypotheses.stream()
                .filter(each -> each.entry().tags().contains(NONE))
                .filter(each -> each.state() == Annotation.State.SUPPORTED)
                .reduce((first, second) -> second);
    }

    /** What the board says. */
    public static SuspectStates of(Board board) throws IOException {
        return of(board.hypotheses());
    }

    /** What these hypotheses say. */
    public static SuspectStates of(List<Hypothesis> hypotheses) {
        return new SuspectStates(hypotheses);
    }

    /** What was said of a suspect, if anything. */
    public Optional<Hypothesis> said(Suspect suspect) {
        return Optional.ofNullable(bySuspect.get(suspect.id()));
    }

    /** The record that none of the suspects explains it, if somebody said so. */
    public Optional<Hypothesis> noneOfThese() {
        return none;
    }

    /** The suspects with their states; a note says so where none of them was taken for the explanation. */
    public SuspectList on(SuspectList list) {
        List<Suspect> known = new ArrayList<>();
        for (Suspect suspect : list.suspects()) {
            Hypothesis said = bySuspect.get(suspect.id());
            known.add(said == null ? suspect : suspect.withState(state(said.state())));
        }
        List<String> notes = new ArrayList<>(list.notes());
        none.ifPresent(said -> notes.add("recorded by " + said.entry().author() + " at "
                + Timestamps.format(said.entry().changed()) + ": "
                + said.entry().text()));
        return new SuspectList(list.windows(), known, notes);
    }

    private static Suspect.State state(Annotation.State state) {
        return switch (state) {
            case OPEN -> Suspect.State.OPEN;
            case SUPPORTED -> Suspect.State.SUPPORTED;
            case RULED_OUT -> Suspect.State.RULED_OUT;
        };
    }

    private static Annotation.State state(Suspect.State state) {
        return switch (state) {
            case OPEN -> Annotation.State.OPEN;
            case SUPPORTED -> Annotation.State.SUPPORTED;
            case RULED_OUT -> Annotation.State.RULED_OUT;
        };
    }

    /**
     * Keeps how the investigation stands to a suspect.
     *
     * @param because why; empty keeps what was said before
     */
    public static Hypothesis decide(Board board, Suspect suspect, Suspect.State state, String because)
            throws IOException {
        Optional<Hypothesis> known = of(board).said(suspect);
        if (known.isPresent()) {
            return decided(board, known.get(), state, because);
        }
        String text = suspect.kind().label() + " " + suspect.subject()
                + (suspect.service().isEmpty() || suspect.service().equals(suspect.subject())
                        ? ""
                        : " of " + suspect.service())
                + (because.isBlank() ? "" : ": " + because);
        Hypothesis made = board.hypothesis(text, List.of(TAG, suspect.id()));
        cite(board, made, true, suspect.reasons());
        cite(board, made, false, suspect.counterEvidence());
        return board.state(made.entry().id(), state(state));
    }

    private static Hypothesis decided(Board board, Hypothesis known, Suspect.State state, String because)
            throws IOException {
        long id = known.entry().id();
        if (!because.isBlank()) {
            String before = known.entry().text();
            board.text(id, before + (before.contains(because) ? "" : "; " + because));
        }
        return board.state(id, state(state));
    }

    /** One piece of evidence counts once, under the first sentence that it proves. */
    private static void cite(Board board, Hypothesis hypothesis, boolean supports, List<Reason> reasons)
            throws IOException {
        Set<EventId> cited = new LinkedHashSet<>();
        hypothesis.citations().forEach(each -> each.reference().event().ifPresent(cited::add));
        for (Reason reason : reasons) {
            Optional<EventId> event =
                    reason.events().stream().filter(id -> !cited.contains(id)).findFirst();
            if (event.isPresent() && cited.size() < MOST_CITED) {
                cited.add(event.get());
                board.cite(hypothesis.entry().id(), new Citation(supports, Reference.to(event.get()), reason.text()));
            }
        }
    }

    /** Records that none of the suspects explains the incident. */
    public static Hypothesis noneOfThese(Board board, String because) throws IOException {
        String text = "none of the suspects explains it" + (because.isBlank() ? "" : ": " + because);
        Optional<Hypothesis> known = of(board).none;
        if (known.isPresent()) {
            board.text(known.get().entry().id(), text);
            return known.get();
        }
        Hypothesis made = board.hypothesis(text, List.of(NONE));
        return board.state(made.entry().id(), Annotation.State.SUPPORTED);
    }

    /** Takes that back; what was said stays in the audit trail. */
    public static void takeBackNone(Board board) throws IOException {
        Optional<Hypothesis> known = of(board).none;
        if (known.isPresent()) {
            board.remove(known.get().entry().id());
        }
    }
}
