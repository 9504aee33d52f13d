package dev.faultline.workbench;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * In which order things were done that can be taken back, whatever remembers how: Ctrl+Z takes back the newest, so that who
 * pinned something does not lose the filters instead.
 */
final class DoneOrder {
    private static final int MOST = 2_000;

    private final Deque<What> past = new ArrayDeque<>();
    private final Deque<What> future = new ArrayDeque<>();

    /** Who remembers how to take it back. */
    enum What {
        LOOK,
        BOARD,
        CLOCK
    }

    void did(What what) {
        past.push(what);
        future.clear();
        if (past.size() > MOST) {
            past.removeLast();
        }
    }

    /** The newest of its kind was taken back, here or where only its kind is. */
    void undone(What what) {
        if (past.removeFirstOccurrence(what)) {
            future.push(what);
        }
    }

    void redone(What what) {
        if (future.removeFirstOccurrence(what)) {
            past.push(what);
        }
    }

    /** Takes back what was done last, of whatever kind, or makes again what was taken back last; says where there is nothing. */
    void takeBack(CaseModel model, boolean again) {
        Deque<What> from = again ? future : past;
        boolean taken = false;
        while (!taken && !from.isEmpty()) {
            What newest = from.element();
            taken = takeBack(model, newest, again);
            if (!taken) {
                // Who remembers has forgotten it, such as a look after a jump.
                from.remove();
            }
        }
        // What was looked at before this start is not in the order.
        if (!taken && !(again ? model.redo() : model.undo())) {
            model.say(Words.of(again ? "undo.nothing-again" : "undo.nothing"));
        }
    }

    private static boolean takeBack(CaseModel model, What what, boolean again) {
        return switch (what) {
            case LOOK -> again ? model.redo() : model.undo();
            case BOARD -> again ? model.board().redo() : model.board().undo();
            case CLOCK -> again ? model.clocks().redo() : model.clocks().undo();
        };
    }
}
