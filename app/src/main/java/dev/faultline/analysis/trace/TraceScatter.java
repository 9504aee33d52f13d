package dev.faultline.analysis.trace;

import dev.faultline.query.Hits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * When traces began and how long they took: counts in a grid, so that millions are as quick to draw as hundreds. Every trace
 * is in exactly one cell. Durations are on a logarithmic axis.
 *
 * @param count traces in all cells
 * @param from when the first one began, nanoseconds since 1970 UTC
 * @param to when the last one began
 * @param shortest nanoseconds, at least 1
 * @param longest nanoseconds
 * @param cells those that hold any, by column, then by row; row 0 has the shortest
 */
public record TraceScatter(
        long count, long from, long to, long shortest, long longest, int columns, int rows, List<Cell> cells) {
    /** Copies the cells. */
    public TraceScatter {
        cells = List.copyOf(cells);
    }

    /**
     * Traces that began together and took as long.
     *
     * @param failed those with a failed span
     * @param traceId the longest of them; of those that failed where any did
     */
    public record Cell(int column, int row, long count, long failed, String traceId) {}

    /** Sorts the traces that have a hit into a grid. */
    public static TraceScatter of(Hits hits, int columns, int rows, BooleanSupplier cancelled) throws IOException {
        TraceTable table = TraceTable.of(hits, TraceTable.spans(hits.reader(), cancelled), cancelled);
        int[] all = table.withSpans();
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        long shortest = Long.MAX_VALUE;
        long longest = 1;
        for (int trace : all) {
            from = Math.min(from, table.start[trace]);
            to = Math.max(to, table.start[trace]);
            shortest = Math.min(shortest, duration(table, trace));
            longest = Math.max(longest, duration(table, trace));
        }
        TraceScatter empty = all.length == 0
                ? new TraceScatter(0, 0, 0, 1, 1, columns, rows, List.of())
                : new TraceScatter(all.length, from, to, shortest, longest, columns, rows, List.of());
        Map<Integer, Open> open = new TreeMap<>();
        for (int trace : all) {
            int cell = empty.column(table.start[trace]) * rows + empty.row(duration(table, trace));
            open.computeIfAbsent(cell, key -> new Open()).add(table, trace);
        }
        List<Cell> cells = new ArrayList<>();
        open.forEach((cell, seen) ->
                cells.add(new Cell(cell / rows, cell % rows, seen.count, seen.failed, table.id(seen.worst))));
        return new TraceScatter(empty.count, empty.from, empty.to, empty.shortest, empty.longest, columns, rows, cells);
    }

    private static long duration(TraceTable table, int trace) {
        return Math.max(1, table.end[trace] - table.start[trace]);
    }

    /** The column of a time. */
    public int column(long time) {
        return Math.clamp((long) ((time - from) / (double) Math.max(1, to - from) * columns), 0, columns - 1);
    }

    /** The row of a duration. */
    public int row(long duration) {
        double share = Math.log(Math.max(1, duration) / (double) shortest)
                / Math.max(1e-9, Math.log(longest / (double) shortest));
        return Math.clamp((long) (share * rows), 0, rows - 1);
    }

    /** The window that cells from one corner to the other cover; shares are 0 to 1 of time and of (logarithmic) duration. */
    public TraceWindow window(double firstTime, double lastTime, double leastDuration, double mostDuration) {
        return new TraceWindow(
                from + (long) (firstTime * (to - from)),
                lastTime >= 1 ? to : from + (long) (lastTime * (to - from)),
                leastDuration <= 0 ? 0 : duration(leastDuration),
                mostDuration >= 1 ? Long.MAX_VALUE : duration(mostDuration));
    }

    /** The duration at a share of the axis. */
    public long duration(double share) {
        return (long) (shortest * Math.pow(longest / (double) shortest, share));
    }

    private static final class Open {
        private long count;
        private long failed;
        private int worst = -1;

        void add(TraceTable table, int trace) {
            boolean fails = table.errors[trace] > 0;
            boolean worse = worst < 0
                    || fails && table.errors[worst] == 0
                    || fails == table.errors[worst] > 0 && duration(table, trace) > duration(table, worst);
            worst = worse ? trace : worst;
            count++;
            failed += fails ? 1 : 0;
        }
    }
}
