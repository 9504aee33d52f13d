package dev.faultline.analysis.series;

import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What there is to draw of a series: for every column of pixels the exact least and greatest value, and their events. */
public final class SeriesPlot {
    /** Of a number that only grows, so many samples are put in order; beyond it the plot says that it is not complete. */
    static final int MOST_ORDERED = 200_000;

    private final SeriesKey key;
    private final TimeRange range;
    private final double[] least;
    private final double[] most;
    private final int[] counts;
    private final EventId[] mostAt;
    private final TreeMap<Long, Grown> ordered = new TreeMap<>();
    private boolean perSecond;
    private boolean complete = true;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    private record Grown(double value, EventId event) {}

    private SeriesPlot(SeriesKey key, TimeRange range, int columns) {
        this.key = key;
        this.range = range;
        least = new double[columns];
        most = new double[columns];
        counts = new int[columns];
        mostAt = new EventId[columns];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
    }

    /** Reads the series in one pass over the metrics, several series at once. */
    public static List<SeriesPlot> read(
            CaseReader reader, List<SeriesKey> keys, TimeRange range, int columns, BooleanSupplier cancelled)
            throws IOException {
        List<SeriesPlot> plots =
                keys.stream().map(key -> new SeriesPlot(key, range, columns)).toList();
        MetricRows.read(reader, cancelled, new MetricRows.Taker() {
            @Override
            public boolean wants(String service, String metric) {
                return keys.stream()
                        .anyMatch(key -> key.service().equals(service)
                                && (metric.isEmpty() || key.metric().equals(metric)));
            }

            @Override
            public void take(SeriesKey key, boolean cumulative, long time, double value, EventId event) {
                int index = keys.indexOf(key);
                if (index >= 0) {
                    plots.get(index).take(cumulative, time, value, event);
                }
            }
        });
        plots.forEach(SeriesPlot::grow);
        return plots;
    }

    private void take(boolean cumulative, long time, double value, EventId event) {
        if (!cumulative) {
            add(time, value, event);
            return;
        }
        perSecond = true;
        if (ordered.size() < MOST_ORDERED) {
            ordered.put(time, new Grown(value, event));
        } else {
            complete = false;
        }
    }

    private void grow() {
        Growth growth = new Growth();
        for (Map.Entry<Long, Grown> each : ordered.entrySet()) {
            growth.next(each.getKey(), each.getValue().value())
                    .ifPresent(
                            value -> add(each.getKey(), value, each.getValue().event()));
        }
        ordered.clear();
    }

    private void add(long time, double value, EventId event) {
        if (!range.contains(time)) {
            return;
        }
        double share = (double) (time - range.from()) / Math.max(1, range.length());
        int column = Math.clamp((long) (share * counts.length), 0, counts.length - 1);
        counts[column]++;
        least[column] = Math.min(least[column], value);
        if (value > most[column]) {
            most[column] = value;
            mostAt[column] = event;
        }
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
    }

    /** Whose values these are. */
    public SeriesKey key() {
        return key;
    }

    /** How many columns there are. */
    public int columns() {
        return counts.length;
    }

    /** How many values lie in a column. */
    public int count(int column) {
        return counts[column];
    }

    /** The least value of a column that has any. */
    public double least(int column) {
        return least[column];
    }

    /** The greatest value of a column that has any. */
    public double most(int column) {
        return most[column];
    }

    /** The event of the greatest value of a column. */
    public @Nullable EventId mostAt(int column) {
        return mostAt[column];
    }

    /** The least value of all. */
    public double lowest() {
        return lowest;
    }

    /** The greatest value of all. */
    public double highest() {
        return highest;
    }

    /** Whether the values are growth per second, of a number that only grows. */
    public boolean isPerSecond() {
        return perSecond;
    }

    /** Whether every sample was looked at. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether there is nothing in this range. */
    public boolean isEmpty() {
        return lowest > highest;
    }
}
