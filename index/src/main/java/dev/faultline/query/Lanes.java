package dev.faultline.query;

import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Block;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Hits per slice of time, apart by the values of a field. Hits without a time of their own are not in it.
 *
 * @param field what the lanes are apart by
 * @param from start of the first bucket, nanoseconds since 1970 UTC
 * @param interval length of a bucket, nanoseconds
 * @param lanes the busiest values, the busiest first
 * @param others how many further values there are
 */
public record Lanes(Field field, long from, long interval, List<Lane> lanes, int others) {
    /** Copies the lanes. */
    public Lanes {
        lanes = List.copyOf(lanes);
    }

    /** What the lanes are apart by. */
    public enum Field {
        SERVICE,
        KIND,
        SOURCE
    }

    /** One value and its hits. */
    public static final class Lane {
        private final String value;
        private final long[] counts;
        private final long[] errors;
        private long total;

        private Lane(String value, int buckets) {
            this.value = value;
            this.counts = new long[buckets];
            this.errors = new long[buckets];
        }

        private void add(int bucket, boolean error) {
            counts[bucket]++;
            errors[bucket] += error ? 1 : 0;
            total++;
        }

        /** The value; empty where the hits have none. */
        public String value() {
            return value;
        }

        /** Hits in the range. */
        public long total() {
            return total;
        }

        /** Hits of a bucket. */
        public long count(int bucket) {
            return counts[bucket];
        }

        /** Hits of a bucket that are errors or worse. */
        public long errors(int bucket) {
            return errors[bucket];
        }

        /** How many buckets there are. */
        public int buckets() {
            return counts.length;
        }
    }

    private static final int ERROR = Severity.ERROR.ordinal();

    /** Counts the hits of the range in {@code buckets} slices for each of the {@code most} busiest values. Exact. */
    public static Lanes of(Hits hits, Field field, TimeRange range, int buckets, int most, BooleanSupplier cancelled)
            throws IOException {
        long interval = Math.max(1, Math.ceilDiv(range.length(), buckets));
        Map<String, Lane> found = new HashMap<>();
        for (int i = 0; i < hits.blockCount(); i++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the count was cancelled");
            }
            long[] rows = hits.rows(i);
            Block block = hits.block(i);
            if (rows != null && block.maxTime() >= range.from() && block.minTime() < range.to()) {
                count(block, rows, field, range, new Slices(interval, buckets), found);
            }
        }
        List<Lane> lanes = found.values().stream()
                .sorted(Comparator.comparingLong(Lane::total).reversed().thenComparing(Lane::value))
                .toList();
        int shown = Math.min(most, lanes.size());
        return new Lanes(field, range.from(), interval, lanes.subList(0, shown), lanes.size() - shown);
    }

    private record Slices(long interval, int buckets) {}

    private static void count(
            Block block, long[] rows, Field field, TimeRange range, Slices slices, Map<String, Lane> found)
            throws IOException {
        List<String> names = new ArrayList<>(names(block, field));
        // The last one is for rows without a value.
        names.add("");
        Lane[] lanes = new Lane[names.size()];
        for (int row = Hits.nextBit(rows, 0); row >= 0; row = Hits.nextBit(rows, row + 1)) {
            long time = block.time(row);
            if (!range.contains(time) || block.timeQuality(row) == TimeQuality.NONE) {
                continue;
            }
            int value = value(block, field, row);
            int index = value < 0 ? lanes.length - 1 : value;
            Lane lane = lanes[index];
            if (lane == null) {
                lane = found.computeIfAbsent(names.get(index), name -> new Lane(name, slices.buckets()));
                lanes[index] = lane;
            }
            int bucket = (int) ((time - range.from()) / slices.interval());
            lane.add(bucket, Severity.ofNumber(block.severityNumber(row)).ordinal() >= ERROR);
        }
    }

    private static List<String> names(Block block, Field field) {
        return switch (field) {
            case SERVICE -> block.dictionary(Column.SERVICE);
            case KIND ->
                java.util.Arrays.stream(dev.faultline.model.Kind.values())
                        .map(dev.faultline.model.Kind::label)
                        .toList();
            case SOURCE -> List.of(block.source().path());
        };
    }

    private static int value(Block block, Field field, int row) throws IOException {
        return switch (field) {
            case SERVICE -> block.value(Column.SERVICE, row);
            case KIND -> block.kind(row);
            case SOURCE -> 0;
        };
    }
}
