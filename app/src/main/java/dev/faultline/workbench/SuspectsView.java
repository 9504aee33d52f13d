package dev.faultline.workbench;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.onset.WindowChoice;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.analysis.suspect.Reason;
import dev.faultline.analysis.suspect.Suspect;
import dev.faultline.analysis.suspect.SuspectList;
import dev.faultline.analysis.suspect.SuspectStates;
import dev.faultline.analysis.suspect.Suspects;
import dev.faultline.changes.ImportedHistory;
import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeRange;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;

/**
 * What may explain the incident, ranked, each with its reasons, what speaks against it and what would disprove it. They are
 * candidates; "none of these" is an answer too, and what the investigator says of each is kept with the case.
 */
final class SuspectsView extends CardsTab {
    private static final int MOST = 30;

    private final CaseModel model;
    private final CheckBox none = new CheckBox(Words.of("suspects.none-of-these"));
    private Optional<SuspectList> ranked = Optional.empty();
    private Map<EventId, Kind> kinds = Map.of();

    /** What was ranked, and of which kind the events are that prove it. */
    private record Answer(Optional<SuspectList> list, Map<EventId, Kind> kinds) {}

    SuspectsView(CaseModel model) {
        super(model, "suspects", Words.of("suspects.again"));
        this.model = model;
        none.setId("suspects-none");
        none.setOnAction(event -> {
            boolean said = none.isSelected();
            model.board()
                    .edit(
                            SuspectEdit.none(said),
                            said ? Words.of("suspects.none-said") : Words.of("suspects.none-unsaid"));
        });
        add(none);
        model.board().state().addListener((property, before, now) -> draw());
    }

    @Override
    void ask() {
        busy(Words.of("suspects.ranking"));
        var open = model.openCase();
        TimeRange range = model.state().get().range();
        model.read(
                "suspects",
                cancelled -> {
                    TimeRange incident = range.equals(TimeRange.ALL) ? null : range;
                    Optional<Windows> windows = WindowChoice.of(open.reader(), incident, null, cancelled);
                    if (windows.isEmpty()) {
                        return new Answer(Optional.empty(), Map.of());
                    }
                    try (CodeHistory history = new ImportedHistory(open.reader())) {
                        SuspectList list = Suspects.rank(open.reader(), windows.get(), history, cancelled);
                        return new Answer(Optional.of(list), kinds(open.reader(), list));
                    }
                },
                found -> {
                    ranked = found.list();
                    kinds = found.kinds();
                    if (ranked.isEmpty()) {
                        head(Words.of("suspects.no-onset"));
                        cards().show(List.of(), "");
                    }
                    draw();
                });
    }

    private static Map<EventId, Kind> kinds(CaseReader reader, SuspectList list) throws IOException {
        Map<EventId, Kind> kinds = new HashMap<>();
        for (Suspect suspect :
                list.suspects().subList(0, Math.min(MOST, list.suspects().size()))) {
            for (Reason reason : suspect.reasons()) {
                for (EventId id :
                        reason.events().subList(0, Math.min(1, reason.events().size()))) {
                    reader.event(id).ifPresent(event -> kinds.put(id, event.kind()));
                }
            }
        }
        return kinds;
    }

    /** The board says how the investigator stands to each of them, whoever said so and where. */
    private void draw() {
        SuspectStates states = SuspectStates.of(model.board().state().get().hypotheses());
        none.setSelected(states.noneOfThese().isPresent());
        if (ranked.isEmpty()) {
            return;
        }
        SuspectList shown = states.on(ranked.get());
        Windows windows = shown.windows();
        String notes = shown.notes().isEmpty() ? "" : "\n" + String.join("\n", shown.notes());
        head(Words.of("suspects.head", text(windows.incident()), text(windows.baseline()), notes, TimeText.zoneName()));
        cards().show(shown.suspects().stream().limit(MOST).map(this::card).toList(), Words.of("suspects.none"));
    }

    /** The case may have other days than both of them. */
    private String text(TimeRange range) {
        return TimeText.stretch(range, model.openCase().reader().range().orElse(range));
    }

    private Card card(Suspect suspect) {
        List<Card.Line> lines = new ArrayList<>();
        for (Reason reason : suspect.reasons()) {
            lines.add(new Card.Line("＋", reason.text(), reason.events()));
        }
        for (Reason reason : suspect.counterEvidence()) {
            lines.add(new Card.Line("－", reason.text(), reason.events()));
        }
        if (!suspect.disproof().isEmpty()) {
            lines.add(new Card.Line("？", Words.of("suspects.disproof", suspect.disproof()), List.of()));
        }
        Suspect.State state = suspect.state();
        String by = suspect.attribution() == null
                ? ""
                : " · " + suspect.attribution().author().label()
                        + (suspect.attribution().marker() == null
                                ? ""
                                : " (" + suspect.attribution().marker() + ")");
        String subtitle = Words.of(
                "suspects.subtitle",
                suspect.service().isEmpty() ? Words.of("common.no-service") : suspect.service(),
                Words.number(suspect.score(), 2),
                word(state),
                by);
        List<Card.Action> actions = new ArrayList<>();
        for (Suspect.State each : Suspect.State.values()) {
            if (each != state) {
                actions.add(new Card.Action(word(each), key(each), () -> decide(suspect, each)));
            }
        }
        proof(suspect, Kind.CHANGE)
                .ifPresent(id -> actions.add(new Card.Action(Words.of("suspects.diff"), KeyCode.D, () -> frames(id))));
        proof(suspect, Kind.SNAPSHOT)
                .ifPresent(id -> actions.add(new Card.Action(Words.of("suspects.blame"), KeyCode.B, () -> frames(id))));
        return new Card(
                suspect.id(),
                suspect.rank() + ". " + suspect.kind().label() + " " + suspect.subject(),
                subtitle,
                lines,
                actions);
    }

    /** The first event of that kind among those that prove it. */
    private Optional<EventId> proof(Suspect suspect, Kind kind) {
        return suspect.reasons().stream()
                .flatMap(reason -> reason.events().stream())
                .filter(id -> kinds.get(id) == kind)
                .findFirst();
    }

    /** The changed lines, or the frames with their code and who wrote it: the inspector shows them. */
    private void frames(EventId id) {
        model.visit();
        model.event(id, event -> model.selected().set(event));
    }

    private void decide(Suspect suspect, Suspect.State state) {
        model.board()
                .edit(SuspectEdit.decide(suspect, state), Words.of("suspects.decided", suspect.subject(), word(state)));
    }

    private static KeyCode key(Suspect.State state) {
        return switch (state) {
            case SUPPORTED -> KeyCode.DIGIT1;
            case RULED_OUT -> KeyCode.DIGIT2;
            case OPEN -> KeyCode.DIGIT3;
        };
    }

    private static String word(Suspect.State state) {
        return switch (state) {
            case OPEN -> Words.of("suspects.open");
            case SUPPORTED -> Words.of("suspects.supported");
            case RULED_OUT -> Words.of("suspects.ruled-out");
        };
    }
}
