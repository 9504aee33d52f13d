package dev.faultline.workbench;

import dev.faultline.analysis.interval.NotedMoment;
import dev.faultline.analysis.interval.PairedEvents;
import dev.faultline.model.Event;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.QueryParser;
import dev.faultline.query.Search;
import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What a person says happened, and stretches of time between paired events: both stand on the timeline. */
final class NotedDrawer extends Drawer {
    private static final int MOST_PAIRS = 500;
    private static final long MARGIN = 5_000_000_000L;

    private final CaseModel model;
    private final TimelineView timeline;
    private final TextField time = field("noted-time", Words.of("noted.when"));
    private final TextField until = field("noted-until", Words.of("noted.until"));
    private final TextField text = field("noted-text", Words.of("trace-logs.what"));
    private final ComboBox<Severity> severity = new ComboBox<>();
    private final ListView<NotedMoment> noted = new ListView<>();
    private final TextField start = field("pair-start", Words.of("noted.begins"));
    private final TextField end = field("pair-end", Words.of("noted.ends"));
    private final TextField by = field("pair-by", Words.of("noted.same"));
    private final ListView<PairedEvents.Pair> pairs = new ListView<>();
    private final Label told = new Label(Words.of("noted.pairs-what"));

    NotedDrawer(CaseModel model, TimelineView timeline) {
        super("noted", 280);
        this.model = model;
        this.timeline = timeline;
        VBox left = new VBox(4, title(Words.of("noted.title")), what(), when(), noted);
        VBox right = new VBox(4, title(Words.of("noted.pairs-title")), asked(), told, pairs);
        for (VBox half : List.of(left, right)) {
            HBox.setHgrow(half, Priority.ALWAYS);
            half.setPrefWidth(600);
        }
        noted();
        pairs();
        getChildren().addAll(left, right);
        model.board().state().addListener((property, before, now) -> showNoted());
    }

    private HBox what() {
        severity.setId("noted-severity");
        severity.setAccessibleText(Words.of("noted.severity"));
        severity.getItems().setAll(Severity.INFO, Severity.WARN, Severity.ERROR, Severity.FATAL);
        severity.setValue(Severity.INFO);
        Button add = button(Words.of("noted.note"), this::add);
        add.setId("noted-add");
        text.setOnAction(entered -> add());
        return line(text, severity, add);
    }

    private HBox when() {
        Button marked = button(Words.of("noted.from-marked"), this::fromMarks);
        return line(time, until, marked);
    }

    private HBox asked() {
        Button find = button(Words.of("noted.pair"), this::pair);
        by.setPrefColumnCount(8);
        by.setOnAction(entered -> pair());
        end.setOnAction(entered -> pair());
        start.setOnAction(entered -> pair());
        return line(start, end, by, find);
    }

    private static Button button(String name, Runnable action) {
        Button button = new Button(name);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(click -> action.run());
        return button;
    }

    private static HBox line(javafx.scene.Node... nodes) {
        HBox line = new HBox(6, nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void noted() {
        noted.setId("noted-list");
        noted.setAccessibleText(Words.of("noted.list"));
        noted.setPlaceholder(TextColumns.placeholder(Words.of("noted.empty")));
        VBox.setVgrow(noted, Priority.ALWAYS);
        noted.setCellFactory(list -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable NotedMoment item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : words(item));
            }
        });
        noted.setOnKeyPressed(event -> {
            NotedMoment chosen = noted.getSelectionModel().getSelectedItem();
            if (chosen != null && event.getCode() == KeyCode.DELETE) {
                model.board().edit(BoardEdit.remove(chosen.note()), Words.of("noted.taken-off"));
            } else if (chosen != null && event.getCode() == KeyCode.ENTER) {
                look(chosen.time(), chosen.end());
            }
        });
    }

    private static String words(NotedMoment moment) {
        return Words.of(
                "noted.line",
                TimeText.full(moment.time()).substring(0, 23),
                (moment.isStretch() ? "  " + TimeText.duration(moment.end() - moment.time()) : ""),
                Theme.sign(moment.severity()),
                SafeText.line(moment.text()),
                SafeText.line(moment.author()));
    }

    private void pairs() {
        pairs.setId("pairs");
        pairs.setAccessibleText(Words.of("noted.intervals"));
        VBox.setVgrow(pairs, Priority.ALWAYS);
        pairs.setCellFactory(list -> new ListCell<>() {
            @Override
            protected void updateItem(PairedEvents.@Nullable Pair item, boolean empty) {
                super.updateItem(item, empty);
                setText(
                        empty || item == null
                                ? null
                                : Words.of(
                                        "noted.interval",
                                        TimeText.duration(item.length()),
                                        TimeText.full(item.from()).substring(0, 23),
                                        SafeText.line(item.key())));
            }
        });
        pairs.setOnKeyPressed(event -> {
            PairedEvents.Pair chosen = pairs.getSelectionModel().getSelectedItem();
            if (chosen != null && event.getCode() == KeyCode.ENTER) {
                look(chosen.from(), chosen.to());
                model.event(chosen.start(), found -> model.selected().set(found));
            }
        });
    }

    /** A little before and after it. */
    private void look(long from, long to) {
        long margin = Math.max(MARGIN, (to - from) / 2);
        model.look(model.state().get().withRange(new TimeRange(from - margin, to + margin)));
    }

    private void add() {
        Optional<Long> from = Timestamps.parse(time.getText().strip());
        Optional<Long> to = until.getText().isBlank()
                ? from
                : Timestamps.parse(until.getText().strip());
        if (from.isEmpty() || to.isEmpty() || to.get() < from.get()) {
            model.say(Words.of("noted.no-time"));
        } else if (text.getText().isBlank()) {
            model.say(Words.of("noted.no-text"));
        } else {
            List<String> tags = NotedMoment.tags(from.get(), to.get(), severity.getValue());
            model.board().edit(BoardEdit.note(text.getText().strip(), tags), Words.of("noted.done"));
            text.clear();
            until.clear();
        }
    }

    private void fromMarks() {
        var marks = List.copyOf(model.state().get().marks());
        var reader = model.openCase().reader();
        model.read(
                "noted-marks",
                cancelled -> {
                    List<Event> events = new ArrayList<>();
                    for (var id : marks) {
                        reader.event(id).filter(Event::hasTime).ifPresent(events::add);
                    }
                    events.sort(java.util.Comparator.comparingLong(Event::time));
                    return events;
                },
                events -> {
                    if (events.size() == 2) {
                        time.setText(Timestamps.format(events.getFirst().time()));
                        until.setText(Timestamps.format(events.getLast().time()));
                        text.requestFocus();
                    } else {
                        model.say(Words.of("noted.mark-two", events.size()));
                    }
                });
    }

    /** Pairs what these find. */
    void show(String begins, String ends, String field) {
        start.setText(begins);
        end.setText(ends);
        by.setText(field);
        pair();
    }

    private void pair() {
        String begins = start.getText().strip();
        String ends = end.getText().strip();
        String field = by.getText().strip();
        for (String query : List.of(begins, ends)) {
            String problem = query.isEmpty() ? Words.of("noted.no-query") : CaseModel.problem(query);
            if (problem != null) {
                told.setText("✕ " + problem);
                return;
            }
        }
        TimeRange range = model.state().get().range();
        var reader = model.openCase().reader();
        told.setText(Words.of("noted.pairing"));
        model.read(
                "pairs",
                cancelled -> PairedEvents.of(
                        Search.run(reader, QueryParser.parse(begins), range, cancelled),
                        Search.run(reader, QueryParser.parse(ends), range, cancelled),
                        field,
                        MOST_PAIRS,
                        cancelled),
                this::showPairs);
    }

    private void showPairs(PairedEvents found) {
        pairs.getItems().setAll(found.longest());
        String mean =
                found.pairs() == 0 ? "" : Words.of("noted.mean", TimeText.duration(found.totalNanos() / found.pairs()));
        told.setText(Words.of(
                "noted.count",
                found.pairs(),
                mean,
                found.withoutEnd(),
                found.withoutStart(),
                found.pairs() > found.longest().size()
                        ? Words.of("noted.longest", found.longest().size())
                        : ""));
        timeline.bands().pairs(found.longest());
    }

    private void showNoted() {
        List<NotedMoment> all = NotedMoment.of(model.board().state().get().notes());
        noted.getItems().setAll(all);
        timeline.bands().noted(all);
    }

    /** Opens it for the selected event's time. */
    void open() {
        Event event = model.selected().get();
        CaseModel.Found found = model.found().get();
        if (event != null && event.hasTime()) {
            time.setText(Timestamps.format(event.time()));
        } else if (found != null && time.getText().isBlank()) {
            time.setText(Timestamps.format(found.range().from()));
        }
        show(true);
        text.requestFocus();
    }
}
