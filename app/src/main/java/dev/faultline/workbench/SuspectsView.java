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
import dev.faultline.model.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.CheckBox;

/**
 * What may explain the incident, ranked, each with its reasons, what speaks against it and what would disprove it. They are
 * candidates; "none of these" is an answer too, and what the investigator says of each is kept with the case.
 */
final class SuspectsView extends CardsTab {
    private static final int MOST = 30;

    private final CaseModel model;
    private final CheckBox none = new CheckBox(Words.of("suspects.none-of-these"));
    private Optional<SuspectList> ranked = Optional.empty();

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
        head(Words.of("suspects.ranking"));
        var open = model.openCase();
        TimeRange range = model.state().get().range();
        model.read(
                "suspects",
                cancelled -> {
                    TimeRange incident = range.equals(TimeRange.ALL) ? null : range;
                    Optional<Windows> windows = WindowChoice.of(open.reader(), incident, null, cancelled);
                    if (windows.isEmpty()) {
                        return Optional.<SuspectList>empty();
                    }
                    try (CodeHistory history = new ImportedHistory(open.reader())) {
                        return Optional.of(Suspects.rank(open.reader(), windows.get(), history, cancelled));
                    }
                },
                found -> {
                    ranked = found;
                    if (found.isEmpty()) {
                        head(Words.of("suspects.no-onset"));
                        cards().show(List.of(), "");
                    }
                    draw();
                });
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
        head(Words.of("suspects.head", text(windows.incident()), text(windows.baseline()), notes));
        cards().show(shown.suspects().stream().limit(MOST).map(this::card).toList(), Words.of("suspects.none"));
    }

    private String text(TimeRange range) {
        boolean days = model.spansDays();
        String from = range.from() == Long.MIN_VALUE
                ? Words.of("common.start")
                : days ? TimeText.dated(range.from()) : TimeText.clock(range.from());
        String to = range.to() == Long.MAX_VALUE
                ? Words.of("common.end")
                : days ? TimeText.dated(range.to()) : TimeText.clock(range.to());
        return from + " – " + to;
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
                actions.add(new Card.Action(word(each), () -> decide(suspect, each)));
            }
        }
        return new Card(
                suspect.id(),
                suspect.rank() + ". " + suspect.kind().label() + " " + suspect.subject(),
                subtitle,
                lines,
                actions);
    }

    private void decide(Suspect suspect, Suspect.State state) {
        model.board()
                .edit(SuspectEdit.decide(suspect, state), Words.of("suspects.decided", suspect.subject(), word(state)));
    }

    private static String word(Suspect.State state) {
        return switch (state) {
            case OPEN -> Words.of("suspects.open");
            case SUPPORTED -> Words.of("suspects.supported");
            case RULED_OUT -> Words.of("suspects.ruled-out");
        };
    }
}
