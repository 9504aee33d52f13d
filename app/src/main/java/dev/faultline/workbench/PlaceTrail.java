package dev.faultline.workbench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The places where an investigator was, and those that going back has left; of each the newest first. */
final class PlaceTrail {
    private static final int MOST_PLACES = 500;

    private final Deque<Place> past = new ArrayDeque<>();
    private final Deque<Place> future = new ArrayDeque<>();

    /** Keeps a place before it is left for a new one. */
    void visit(Place here) {
        past.push(here);
        future.clear();
        if (past.size() > MOST_PLACES) {
            past.removeLast();
        }
    }

    Optional<Place> back(Place here) {
        return move(past, future, here);
    }

    Optional<Place> forth(Place here) {
        return move(future, past, here);
    }

    /** The last place at which something else was looked at. */
    Optional<Place> undo(Place here) {
        return moveToOther(past, future, here);
    }

    Optional<Place> redo(Place here) {
        return moveToOther(future, past, here);
    }

    private static Optional<Place> moveToOther(Deque<Place> from, Deque<Place> to, Place here) {
        while (!from.isEmpty() && from.peek().state().equals(here.state())) {
            to.push(from.pop());
        }
        return move(from, to, here);
    }

    private static Optional<Place> move(Deque<Place> from, Deque<Place> to, Place here) {
        Place next = from.poll();
        if (next != null) {
            to.push(here);
        }
        return Optional.ofNullable(next);
    }
}
