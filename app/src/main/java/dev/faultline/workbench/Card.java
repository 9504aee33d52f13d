package dev.faultline.workbench;

import dev.faultline.model.EventId;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/**
 * A conclusion with everything that it rests on.
 *
 * @param key the same for the same conclusion after the next look
 * @param title what it says
 * @param subtitle how sure, in what state
 * @param lines reasons, each with the events that prove it
 * @param actions what can be done with it
 */
record Card(String key, String title, String subtitle, List<Line> lines, List<Action> actions) {
    Card {
        lines = List.copyOf(lines);
        actions = List.copyOf(actions);
    }

    /** A sentence; {@code sign} says how it is meant: for, against, open. */
    record Line(String sign, String text, List<EventId> events) {
        Line {
            events = List.copyOf(events);
        }
    }

    /** Something that can be done, by name; {@code key} does it while the card has the keys, null for none. */
    record Action(String name, @Nullable KeyCode key, Runnable action) {
        Action(String name, Runnable action) {
            this(name, null, action);
        }
    }
}
