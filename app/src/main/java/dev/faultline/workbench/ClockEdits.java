package dev.faultline.workbench;

import dev.faultline.model.Source;
import java.util.ArrayDeque;
import java.util.Deque;

/** How the clocks of sources are set, which can be taken back. Lives on the UI thread. */
final class ClockEdits {
    private final CaseModel model;
    private final Deque<Edit> past = new ArrayDeque<>();
    private final Deque<Edit> future = new ArrayDeque<>();

    /** What is added to the times of a source, before and now. */
    private record Edit(int source, long before, long now) {}

    ClockEdits(CaseModel model) {
        this.model = model;
    }

    /** {@code 1500} or {@code 0.25}: what is added, as a person reads it. */
    static String millis(long nanos) {
        return new java.math.BigDecimal(nanos)
                .movePointLeft(6)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Sets it, then says so; {@code done} is called once the case is read that way. */
    void set(Source source, long offset, Runnable done) {
        Edit edit = new Edit(source.id(), source.clockOffset(), offset);
        write(edit.source(), offset, () -> {
            past.push(edit);
            future.clear();
            model.order().did(DoneOrder.What.CLOCK);
            done.run();
            model.tell(Words.of("clock.done", millis(offset), millis(edit.before())));
        });
    }

    /** Whether there was something to take back. */
    boolean undo() {
        Edit edit = past.poll();
        if (edit != null) {
            write(edit.source(), edit.before(), () -> {
                future.push(edit);
                model.order().undone(DoneOrder.What.CLOCK);
                model.tell(Words.of("board.taken-back", words(edit)));
            });
        }
        return edit != null;
    }

    boolean redo() {
        Edit edit = future.poll();
        if (edit != null) {
            write(edit.source(), edit.now(), () -> {
                past.push(edit);
                model.order().redone(DoneOrder.What.CLOCK);
                model.tell(Words.of("board.made-again", words(edit)));
            });
        }
        return edit != null;
    }

    private static String words(Edit edit) {
        return Words.of("clock.edit", millis(edit.now()), millis(edit.before()));
    }

    private void write(int source, long offset, Runnable done) {
        if (!model.openCase().isWritable()) {
            model.say(Words.of("common.read-only"));
            return;
        }
        model.read(
                "clock-set",
                cancelled -> {
                    Trouble.requireThere(model.openCase());
                    model.openCase().clockOffset(source, offset);
                    return true;
                },
                set -> {
                    done.run();
                    model.search();
                });
    }
}
