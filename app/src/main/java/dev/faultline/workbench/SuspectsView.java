package dev.faultline.workbench;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.onset.WindowChoice;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.analysis.suspect.Reason;
import dev.faultline.analysis.suspect.Suspect;
import dev.faultline.analysis.suspect.SuspectList;
import dev.faultline.analysis.suspect.Suspects;
import dev.faultline.changes.ImportedHistory;
import dev.faultline.model.TimeRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.CheckBox;

/**
 * What may explain the incident, ranked, each with its reasons, what speaks against it and what would disprove it. They are
 * candidates; "none of these" is an answer too, and what the investigator says of each is kept with the case.
 */
final class SuspectsView extends CardsTab {
    private static final String KEY = "suspects";
    private static final int MOST = 30;

    private final CaseModel model;
    private final CheckBox none = new CheckBox("none of these");
    private final Map<String, Suspect.State> states = new LinkedHashMap<>();
    private SuspectList shown = new SuspectList(new Windows(TimeRange.ALL, TimeRange.ALL), List.of(), List.of());

    SuspectsView(CaseModel model) {
        super(model, "suspects", "Rank again");
        this.model = model;
        none.setOnAction(event -> keep());
        add(none);
    }

    @Override
    void ask() {
        head("ranking…");
        var open = model.openCase();
        TimeRange range = model.state().get().range();
        model.read(
                "suspects",
                cancelled -> {
                    Optional<String> kept = open.setting(KEY);
                    TimeRange incident = range.equals(TimeRange.ALL) ? null : range;
                    Optional<Windows> windows = WindowChoice.of(open.reader(), incident, null, cancelled);
                    if (windows.isEmpty()) {
                        return new Ranked(Optional.empty(), kept);
                    }
                    try (CodeHistory history = new ImportedHistory(open.reader())) {
                        return new Ranked(
                                Optional.of(Suspects.rank(open.reader(), windows.get(), history, cancelled)), kept);
                    }
                },
                this::show);
    }

    private record Ranked(Optional<SuspectList> list, Optional<String> kept) {}

    private void show(Ranked ranked) {
        states.clear();
        none.setSelected(false);
        ranked.kept().ifPresent(this::readStates);
        if (ranked.list().isEmpty()) {
            head("No onset stands out. Drag over the failing stretch of the timeline, then rank again.");
            cards().show(List.of(), "");
            return;
        }
        shown = ranked.list().get();
        draw();
    }

    private void draw() {
        Windows windows = shown.windows();
        String notes = shown.notes().isEmpty() ? "" : "\n" + String.join("\n", shown.notes());
        head("failing " + text(windows.incident()) + ", compared with " + text(windows.baseline())
                + " · candidates, not causes" + notes);
        cards().show(
                        shown.suspects().stream().limit(MOST).map(this::card).toList(),
                        "Nothing stands out between these two stretches of time.");
    }

    private String text(TimeRange range) {
        boolean days = model.spansDays();
        String from = range.from() == Long.MIN_VALUE
                ? "start"
                : days ? TimeText.dated(range.from()) : TimeText.clock(range.from());
        String to =
                range.to() == Long.MAX_VALUE ? "end" : days ? TimeText.dated(range.to()) : TimeText.clock(range.to());
        return from + " – " + to;
    }

    private static String key(Suspect suspect) {
        return suspect.kind().label() + " " + suspect.subject();
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
            lines.add(new Card.Line("？", "would be ruled out by: " + suspect.disproof(), List.of()));
        }
        Suspect.State state = states.getOrDefault(key(suspect), Suspect.State.OPEN);
        String by = suspect.attribution() == null
                ? ""
                : " · " + suspect.attribution().author().label()
                        + (suspect.attribution().marker() == null
                                ? ""
                                : " (" + suspect.attribution().marker() + ")");
        String subtitle = String.format(
                Locale.ROOT,
                "%s · score %.2f · %s%s",
                suspect.service().isEmpty() ? "no service" : suspect.service(),
                suspect.score(),
                state.label(),
                by);
        List<Card.Action> actions = new ArrayList<>();
        for (Suspect.State each : Suspect.State.values()) {
            if (each != state) {
                actions.add(new Card.Action(each.label().replace('-', ' '), () -> decide(suspect, each)));
            }
        }
        return new Card(
                key(suspect),
                suspect.rank() + ". " + suspect.kind().label() + " " + suspect.subject(),
                subtitle,
                lines,
                actions);
    }

    private void decide(Suspect suspect, Suspect.State state) {
        states.put(key(suspect), state);
        keep();
        draw();
    }

    /** A line each: the state, a blank, the suspect. */
    private void keep() {
        StringBuilder text = new StringBuilder(none.isSelected() ? "none\n" : "");
        states.forEach((key, state) -> text.append(state.name())
                .append(' ')
                .append(key.replace('\n', ' '))
                .append('\n'));
        var open = model.openCase();
        if (open.isWritable()) {
            model.read(
                    "suspects-kept",
                    cancelled -> {
                        open.setting(KEY, text.toString());
                        open.audit("suspects", Map.of("states", text.toString()));
                        return true;
                    },
                    done -> {});
        }
    }

    private void readStates(String text) {
        text.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            if (line.equals("none")) {
                none.setSelected(true);
            } else if (blank > 0) {
                for (Suspect.State state : Suspect.State.values()) {
                    if (state.name().equals(line.substring(0, blank))) {
                        states.put(line.substring(blank + 1), state);
                    }
                }
            }
        });
    }
}
