package dev.faultline.workbench;

import dev.faultline.model.Annotation;
import dev.faultline.model.Event;
import dev.faultline.model.Reference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The investigation's own record as the window edits it: every edit is written at once, one after the other, and can be taken
 * back. Lives on the UI thread.
 */
final class BoardModel {
    private static final int MOST_EDITS = 500;

    private final CaseModel model;
    private final ReadOnlyObjectWrapper<BoardState> state = new ReadOnlyObjectWrapper<>(BoardState.EMPTY);
    private final Deque<Done> past = new ArrayDeque<>();
    private final Deque<Done> future = new ArrayDeque<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    /** An edit, and what was said of it when it was made. */
    private record Done(BoardEdit edit, String said) {
        String words() {
            return edit.name() + " · " + said;
        }
    }

    BoardModel(CaseModel model) {
        this.model = model;
    }

    ReadOnlyObjectProperty<BoardState> state() {
        return state.getReadOnlyProperty();
    }

    /** Reads the board anew. */
    void refresh() {
        model.read("board", cancelled -> BoardState.read(model.openCase(), cancelled), state::set);
    }

    /** Makes a change, then says what was done. */
    void edit(BoardEdit.Maker maker, String said) {
        enqueue(() -> run(maker, edit -> {
            past.push(new Done(edit, said));
            future.clear();
            model.order().did(DoneOrder.What.BOARD);
            if (past.size() > MOST_EDITS) {
                past.removeLast();
            }
            model.say(Words.of("board.done", said));
        }));
    }

    /** Pins the event, for the reason that a person may add on the board. */
    void pin(Event event) {
        pin(Reference.to(event.id()), "");
    }

    /** Pins what the reference names; the same thing is not pinned twice. */
    void pin(Reference reference, String text) {
        if (state.get().pins().stream().anyMatch(pin -> pin.reference().equals(reference))) {
            model.say(Words.of("board.already"));
            return;
        }
        edit(BoardEdit.pin(reference, text, List.of()), Words.of("board.pinned", reference));
    }

    /** Pins the list with its chart as both are now: the query and the range, and in words what they showed. */
    void pinList() {
        CaseModel.Found found = model.found().get();
        if (found != null) {
            pin(
                    PinnedList.reference(model.state().get(), found.range()),
                    PinnedList.asItWas(
                            found.hits().count(), model.openCase().reader().events(), found.histogram()));
        }
    }

    /** Whether there was something to take back, so far as is known before the edits under way are done. */
    boolean undo() {
        boolean some = busy || !past.isEmpty();
        step(past, future, true);
        return some;
    }

    boolean redo() {
        boolean some = busy || !future.isEmpty();
        step(future, past, false);
        return some;
    }

    private void step(Deque<Done> from, Deque<Done> to, boolean back) {
        enqueue(() -> {
            Done taken = from.poll();
            if (taken == null) {
                model.say(back ? Words.of("board.nothing-back") : Words.of("board.nothing-again"));
                next();
                return;
            }
            BoardEdit edit = taken.edit();
            run(
                    board -> {
                        (back ? edit.back() : edit.again()).run(board);
                        return edit;
                    },
                    done -> {
                        to.push(taken);
                        if (back) {
                            model.order().undone(DoneOrder.What.BOARD);
                        } else {
                            model.order().redone(DoneOrder.What.BOARD);
                        }
                        model.say(Words.of(back ? "board.taken-back" : "board.made-again", taken.words()));
                    });
        });
    }

    private void enqueue(Runnable run) {
        if (!model.openCase().isWritable()) {
            model.say(Words.of("common.read-only"));
            return;
        }
        waiting.add(run);
        if (!busy) {
            next();
        }
    }

    private void next() {
        Runnable run = waiting.poll();
        busy = run != null;
        if (run != null) {
            run.run();
        }
    }

    private void run(BoardEdit.Maker maker, java.util.function.Consumer<BoardEdit> done) {
        record Outcome(java.util.Optional<BoardEdit> edit, BoardState state, String trouble) {}
        var open = model.openCase();
        model.read(
                "board-edit",
                cancelled -> {
                    Trouble.requireThere(open);
                    try {
                        BoardEdit edit = maker.make(open.board());
                        return new Outcome(java.util.Optional.of(edit), BoardState.read(open, () -> false), "");
                    } catch (java.io.IOException | RuntimeException failure) {
                        return new Outcome(
                                java.util.Optional.empty(),
                                BoardState.read(open, () -> false),
                                BoardEdit.words(failure));
                    }
                },
                outcome -> {
                    state.set(outcome.state());
                    outcome.edit().ifPresent(done);
                    if (outcome.edit().isEmpty()) {
                        model.say("✕ " + outcome.trouble());
                    }
                    next();
                },
                trouble -> {
                    model.say(trouble);
                    // What waits must not wait for ever.
                    next();
                });
    }

    /** Leads to what the reference names: an event is selected, anything else becomes what is looked at. */
    void follow(Reference reference, Runnable toEvents) {
        reference
                .event()
                .ifPresentOrElse(id -> model.event(id, event -> model.selected().set(event)), () -> {
                    model.look(PinnedList.look(model.state().get(), reference));
                    toEvents.run();
                });
    }

    /** How a kind of annotation is called. */
    static String word(Annotation annotation) {
        return switch (annotation) {
            case Annotation.Pin pin -> Words.of("board.pin");
            case Annotation.Note note -> Words.of("board.note");
            case Annotation.Hypothesis hypothesis -> Words.of("board.hypothesis");
        };
    }
}
