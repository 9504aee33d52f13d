package dev.faultline.workbench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

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

    /** What would be taken back, or made again. */
    Optional<What> next(boolean again) {
        return Optional.ofNullable(again ? future.peek() : past.peek());
    }

    /** The next one turned out to be gone. */
    void forget(boolean again) {
        if (again) {
            future.poll();
        } else {
            past.poll();
        }
    }
}
