package dev.faultline.analysis.compare;

import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** What happened in one period: counts and durations by service, operation, template and exception. */
public final class Tally {
    private static final int MOST_KEYS = 100_000;
    private static final int MOST_EXAMPLES = 5;

    private final TimeRange range;
    private final Map<Key, Count> counts = new HashMap<>();

    private Tally(TimeRange range) {
        this.range = range;
    }

    /** What is counted. */
    record Key(String kind, String service, String subject) {
        /** For a person. */
        String named() {
            return subject.equals(service) || service.isEmpty() ? subject : subject + " of " + service;
        }
    }

    /** How often, and how long. */
    static final class Count {
        static final Count NONE = new Count();
        private static final int SAMPLE = 2_048;

        private long count;
        private long timed;
        private long[] durations = {};
        private int sampled;
        private long stride = 1;
        private boolean sorted;
        private final List<EventId> examples = new ArrayList<>();

        private void add(Block block, int row) {
            count++;
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(new EventId(block.source().id(), block.ordinal(row)));
            }
        }

        /** Keeps an even sample: when it is full every other one goes, and fewer are taken. */
        private void time(long duration) {
            if (timed++ % stride != 0) {
                return;
            }
            if (sampled == SAMPLE) {
                for (int i = 0; i < SAMPLE / 2; i++) {
                    durations[i] = durations[i * 2];
                }
                sampled = SAMPLE / 2;
                stride *= 2;
            }
            if (sampled == durations.length) {
                durations = Arrays.copyOf(durations, Math.max(16, sampled * 2));
            }
            durations[sampled++] = duration;
        }

        long count() {
            return count;
        }

        long timed() {
            return timed;
        }

        long sampled() {
            return sampled;
        }

        List<EventId> examples() {
            return examples;
        }

        long median() {
            if (!sorted) {
                Arrays.sort(durations, 0, sampled);
                sorted = true;
            }
            return sampled == 0 ? 0 : durations[sampled / 2];
        }

        long beyond(long duration) {
            return Arrays.stream(durations, 0, sampled)
                    .filter(each -> each > duration)
                    .count();
        }

        double shareBeyond(long duration) {
            return Math.clamp((double) beyond(duration) / Math.max(1, sampled), 0.01, 0.99);
        }
    }

    /** Counts a period. Exact; durations beyond two thousand of an operation are sampled evenly. */
    public static Tally of(CaseReader reader, TimeRange range, BooleanSupplier cancelled) throws IOException {
        Tally tally = new Tally(range);
        for (Block block : reader.blocks()) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the comparison was cancelled");
            }
            if (block.maxTime() >= range.from() && block.minTime() < range.to()) {
                tally.count(block);
            }
        }
        return tally;
    }

    private void count(Block block) {
        long[] hidden = block.hidden();
        for (int row = 0; row < block.size(); row++) {
            boolean shown = hidden == null || (hidden[row >> 6] >>> row & 1) == 0;
            int kind = block.kind(row);
            boolean counts = kind == Kind.LOG.ordinal() || kind == Kind.SPAN.ordinal();
            if (shown && counts && range.contains(block.time(row)) && block.timeQuality(row) != TimeQuality.NONE) {
                row(block, row, kind == Kind.SPAN.ordinal());
            }
        }
    }

    private void row(Block block, int row, boolean span) {
        String service = text(block, Column.SERVICE, row);
        add(new Key("service", service, service), block, row);
        if (span) {
            Key operation = new Key("operation", service, text(block, Column.NAME, row));
            add(operation, block, row);
            Count count = counts.get(operation);
            if (count != null && block.duration(row) >= 0) {
                count.time(block.duration(row));
            }
            if (block.severityNumber(row) >= dev.faultline.model.Severity.ERROR.number()) {
                add(new Key("failing operation", service, text(block, Column.NAME, row)), block, row);
            }
        } else if (block.template(row) >= 0) {
            add(
                    new Key(
                            "pattern",
                            service,
                            block.templates().get(block.template(row)).text()),
                    block,
                    row);
        }
        if (block.stack(row) >= 0) {
            StackTrace root = block.stacks().get(block.stack(row)).rootCause();
            if (!root.type().isEmpty()) {
                String at =
                        root.frames().isEmpty() ? "" : " at " + root.frames().getFirst();
                add(new Key("exception", service, root.type() + at), block, row);
            }
        }
    }

    private void add(Key key, Block block, int row) {
        Count count = counts.get(key);
        if (count == null) {
            if (counts.size() >= MOST_KEYS) {
                return;
            }
            count = new Count();
            counts.put(key, count);
        }
        count.add(block, row);
    }

    private static String text(Block block, Column column, int row) {
        int id = block.value(column, row);
        return id < 0 ? "" : block.dictionary(column).get(id);
    }

    /**
     * What a count is a share of.
     *
     * @param amount calls, records, or seconds
     * @param words the same for a person
     */
    record Exposure(double amount, String words) {}

    /** Of services the time, of failures the calls, of anything else what its service did. */
    Exposure exposure(Key key) {
        if (key.kind().equals("service")) {
            double seconds = range.length() / 1e9;
            return new Exposure(seconds, String.format(Locale.ROOT, "%.4g s", seconds));
        }
        Key whole = key.kind().equals("failing operation")
                ? new Key("operation", key.service(), key.subject())
                : new Key("service", key.service(), key.service());
        long count = counts.getOrDefault(whole, Count.NONE).count();
        String what = key.kind().equals("failing operation") ? "%,d calls" : "%,d events of its service";
        return new Exposure(count, String.format(Locale.ROOT, what, count));
    }

    Map<Key, Count> counts() {
        return counts;
    }
}
