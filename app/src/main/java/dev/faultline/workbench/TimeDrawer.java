package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Goes to a time or an event, or looks at a stretch of time: by a word in one field, or by one of those beside it. */
final class TimeDrawer extends Drawer {
    private static final long MINUTE = 60_000_000_000L;

    private final CaseModel model;
    private final EventList events;
    private final Runnable done;
    private final TextField text = field("time-text", Words.of("goto.prompt"));
    private final Label told = new Label();
    private final FlowPane offers = new FlowPane(6, 4);

    /** {@code done} is called when it has led somewhere. */
    TimeDrawer(CaseModel model, EventList events, Runnable done) {
        super("time", 96);
        this.model = model;
        this.events = events;
        this.done = done;
        told.setId("time-told");
        offers.setPrefWrapLength(900);
        text.setOnAction(entered -> go(text.getText()));
        HBox line = new HBox(6, text);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox all = new VBox(4, title(Words.of("goto.title")), line, new HBox(12, offers, told));
        HBox.setHgrow(all, javafx.scene.layout.Priority.ALWAYS);
        getChildren().add(all);
    }

    /** To type a time, beginning with that of the selected event. */
    void openAtTime() {
        Event event = model.selected().get();
        open(event != null && event.hasTime() ? Timestamps.format(event.time()) : "");
    }

    /** To choose a stretch, beginning with what is looked at. */
    void openAtRange() {
        CaseModel.Found found = model.found().get();
        open(found == null ? "" : words(found.range()));
    }

    private static String words(TimeRange range) {
        return Timestamps.format(range.from()) + ".." + Timestamps.format(range.to());
    }

    private void open(String typed) {
        show(true);
        told.setText("");
        text.setText(typed);
        offer();
        text.requestFocus();
        text.selectAll();
    }

    private void offer() {
        offers.getChildren().setAll(offer(Words.of("goto.whole"), TimeRange.ALL));
        Event event = model.selected().get();
        if (event != null && event.hasTime()) {
            for (int minutes : List.of(1, 10, 60)) {
                offers.getChildren().add(offer(Words.of("goto.around", minutes), around(event.time(), minutes)));
            }
        }
        model.state().get().zero().ifPresent(zero -> offers.getChildren()
                .add(offer(Words.of("goto.around-zero", 5), around(zero, 5))));
    }

    private static TimeRange around(long time, int minutes) {
        return new TimeRange(time - minutes * MINUTE, time + minutes * MINUTE);
    }

    private Button offer(String name, TimeRange range) {
        Button button = new Button(name);
        button.getStyleClass().add("small");
        button.setOnAction(event -> {
            model.look(model.state().get().withRange(range));
            leave();
        });
        return button;
    }

    private void leave() {
        hide();
        done.run();
    }

    /** Goes where the words lead; says below what is wrong with them. */
    void go(String typed) {
        CaseModel.Found found = model.found().get();
        if (found == null || typed.isBlank()) {
            return;
        }
        OptionalLong zero = model.state().get().zero();
        var open = model.openCase();
        TimeRange looked = found.range();
        model.read(
                "goto",
                cancelled -> {
                    TimeRange whole = open.reader().range().orElse(looked);
                    try {
                        return Answer.of(Destination.parse(typed, whole, looked, zero, open.id()));
                    } catch (IllegalArgumentException wrong) {
                        return new Answer(Optional.empty(), "✕ " + wrong.getMessage());
                    }
                },
                answer -> {
                    told.setText(answer.trouble());
                    if (!answer.trouble().isEmpty() && !isVisible()) {
                        model.say(answer.trouble());
                    }
                    answer.destination().ifPresent(this::go);
                });
    }

    /** Where to go, or why it cannot be told. */
    private record Answer(Optional<Destination> destination, String trouble) {
        static Answer of(Destination destination) {
            return new Answer(Optional.of(destination), "");
        }
    }

    private void go(Destination destination) {
        switch (destination) {
            case Destination.Within within -> model.look(model.state().get().withRange(within.range()));
            case Destination.To to -> toEvent(to);
            case Destination.At at -> toTime(at.nanos());
        }
        leave();
    }

    private void toEvent(Destination.To to) {
        var reader = model.openCase().reader();
        model.read("goto-event", cancelled -> reader.event(to.id()), event -> {
            if (event.isEmpty()) {
                model.say(Words.of("goto.no-event", to.id()));
            } else {
                events.reveal(event.get());
            }
        });
    }

    /** The first event at or after it; where that lies outside of the stretch looked at, the whole case is looked at. */
    private void toTime(long nanos) {
        ViewState state = model.state().get();
        Hits hits = found();
        boolean inside = state.range().equals(TimeRange.ALL)
                || nanos >= state.range().from() && nanos < state.range().to();
        model.read(
                "goto-event",
                cancelled -> {
                    Hits among = inside ? hits : Search.run(hits.reader(), query(state), TimeRange.ALL, cancelled);
                    long position = Math.min(among.positionAt(nanos), among.count() - 1);
                    return position < 0
                            ? Optional.<Event>empty()
                            : among.page(position, 1).stream().findFirst();
                },
                event -> {
                    if (!inside) {
                        model.look(model.state().get().withRange(TimeRange.ALL));
                    }
                    event.ifPresent(events::reveal);
                    event.filter(here -> here.time() < nanos).ifPresent(here -> model.say(Words.of("goto.after-last")));
                });
    }

    private Hits found() {
        return java.util.Objects.requireNonNull(model.found().get()).hits();
    }

    private static Query query(ViewState state) throws dev.faultline.query.QuerySyntaxException {
        return dev.faultline.query.QueryParser.parse(state.effectiveQuery());
    }
}
