package dev.faultline.analysis.series;

import dev.faultline.model.EventId;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The pauses of garbage collectors, from their logs and from flight recordings: for every column of pixels the longest that
 * touches it. The same pause may stand in both; lengths are never added.
 */
public final class Pauses {
    private final TimeRange range;
    private final long[] longest;
    private final EventId[] longestAt;
    private long count;
    private long most;

    private Pauses(TimeRange range, int columns) {
        this.range = range;
        longest = new long[columns];
        longestAt = new EventId[columns];
    }

    /** Looks only at blocks that name a pause. */
    public static Pauses read(CaseReader reader, TimeRange range, int columns, BooleanSupplier cancelled)
            throws IOException {
        Pauses pauses = new Pauses(range, columns);
        for (Block block : reader.blocks()) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the reading of pauses was cancelled");
            }
            BitSet names = names(block.dictionary(Column.NAME));
            if (!names.isEmpty() && block.minTime() < range.to()) {
                pauses.block(block, names);
            }
        }
        return pauses;
    }

    private static BitSet names(List<String> dictionary) {
        BitSet names = new BitSet();
        for (int id = 0; id < dictionary.size(); id++) {
            String name = dictionary.get(id);
            names.set(id, name.startsWith("Pause ") || name.equals("jdk.GCPhasePause"));
        }
        return names;
    }

    private void block(Block block, BitSet names) {
        long[] hidden = block.hidden();
        for (int row = 0; row < block.size(); row++) {
            int name = block.value(Column.NAME, row);
            boolean shown = hidden == null || (hidden[row >> 6] >>> row & 1) == 0;
            if (name >= 0
                    && names.get(name)
                    && shown
                    && block.duration(row) > 0
                    && block.timeQuality(row) != TimeQuality.NONE) {
                add(
                        block.time(row),
                        block.duration(row),
                        new EventId(block.source().id(), block.ordinal(row)));
            }
        }
    }

    private void add(long time, long duration, EventId event) {
        if (time >= range.to() || time + duration <= range.from()) {
            return;
        }
        count++;
        most = Math.max(most, duration);
        for (int column = column(time); column <= column(time + duration); column++) {
            if (duration > longest[column]) {
                longest[column] = duration;
                longestAt[column] = event;
            }
        }
    }

    private int column(long time) {
        double share = (double) (time - range.from()) / Math.max(1, range.length());
        return Math.clamp((long) (share * longest.length), 0, longest.length - 1);
    }

    /** How many pauses touch the range. */
    public long count() {
        return count;
    }

    /** The longest of all, nanoseconds. */
    public long most() {
        return most;
    }

    /** How many columns there are. */
    public int columns() {
        return longest.length;
    }

    /** The longest pause that touches a column, nanoseconds; 0 for none. */
    public long longest(int column) {
        return longest[column];
    }

    /** Its event. */
    public @Nullable EventId longestAt(int column) {
        return longestAt[column];
    }
}
