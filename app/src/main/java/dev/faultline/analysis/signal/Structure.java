package dev.faultline.analysis.signal;

import dev.faultline.model.EventId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Transitions inside spans that became frequent and replace what was expected. Only spans without a deviating descendant
 * count: a caller changes its course because its callee did.
 */
final class Structure {
    private static final double LEAST_SURPRISE = 2.5;
    private static final double LEAST_RISE = 0.1;
    private static final int LEAST_BASELINE = 3;
    private static final double KNOWN_BRANCH = 0.7;
    private static final double LOST_RECORD = 0.5;
    private static final int STEP_BITS = 20;
    private static final int MOST_STEPS = 1 << STEP_BITS;
    private static final int MOST_EXAMPLES = 5;

    private final SpanTable spans;
    private final Sequences sequences;

    Structure(SpanTable spans, Sequences sequences) {
        this.spans = spans;
        this.sequences = sequences;
    }

    /** A step after a step, in spans of one operation. */
    private record Deviation(
            int operation,
            Sequences.Track track,
            int after,
            int now,
            int expected,
            int count0,
            int expected0,
            int expected1,
            int all0,
            int all1,
            double doubt) {}

    /** Where deviations were seen that no descendant explains. */
    private static final class Credit {
        private int spans;
        private long first = Long.MAX_VALUE;
        private final List<EventId> events = new ArrayList<>();
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Map<Long, Deviation> deviations = new HashMap<>();
        for (Sequences.Track track : Sequences.Track.values()) {
            if (sequences.steps(track) < MOST_STEPS) {
                deviations(track, deviations);
            }
        }
        BitSet excused = excused(deviations);
        Map<Long, Credit> credits = new HashMap<>();
        for (int span = spans.incident.nextSetBit(0); span >= 0; span = spans.incident.nextSetBit(span + 1)) {
            if (!excused.get(span)) {
                credit(span, deviations, credits);
            }
        }
        credits.forEach((key, credit) -> {
            Deviation deviation = deviations.get(key);
            if (deviation != null) {
                finding(deviation, credit).ifPresent(findings::add);
            }
        });
        return findings;
    }

    /** Counts of every transition, and which of them deviate. */
    private void deviations(Sequences.Track track, Map<Long, Deviation> into) {
        Map<Long, Map<Integer, int[]>> counts = new HashMap<>();
        for (int span = 0; span < spans.size; span++) {
            int length = sequences.length(track, span);
            int window = spans.incident.get(span) ? 1 : 0;
            for (int at = -1; at < length; at++) {
                long group = group(track, spans.operation[span], sequences.step(track, span, at));
                counts.computeIfAbsent(group, key -> new HashMap<>())
                        .computeIfAbsent(sequences.step(track, span, at + 1), key -> new int[2])[window]++;
            }
        }
        counts.forEach((group, after) -> group(track, group, after, counts, into));
    }

    private static long group(Sequences.Track track, int operation, int step) {
        return ((long) operation << STEP_BITS | step) << 1 | track.ordinal();
    }

    private static long key(long group, int next) {
        return group << STEP_BITS | next;
    }

    private void group(
            Sequences.Track track,
            long group,
            Map<Integer, int[]> after,
            Map<Long, Map<Integer, int[]>> counts,
            Map<Long, Deviation> into) {
        int all0 = 0;
        int all1 = 0;
        for (int[] count : after.values()) {
            all0 += count[0];
            all1 += count[1];
        }
        if (all0 < LEAST_BASELINE || all1 == 0) {
            return;
        }
        int expected = -1;
        int[] expectedCounts = new int[2];
        for (Map.Entry<Integer, int[]> entry : after.entrySet()) {
            int[] count = entry.getValue();
            boolean fell = (double) count[0] / all0 > (double) count[1] / all1;
            if (fell && count[0] > expectedCounts[0]) {
                expected = entry.getKey();
                expectedCounts = count;
            }
        }
        if (expected < 0) {
            return;
        }
        for (Map.Entry<Integer, int[]> entry : after.entrySet()) {
            int[] count = entry.getValue();
            double rise = (double) count[1] / all1 - (double) count[0] / all0;
            if (rise > LEAST_RISE && Likelihood.shareRose(count[0], all0, count[1], all1) > LEAST_SURPRISE) {
                int operation = (int) (group >>> STEP_BITS + 1);
                int step = (int) (group >>> 1) & MOST_STEPS - 1;
                Map<Integer, int[]> skipped = counts.getOrDefault(group(track, operation, expected), Map.of());
                boolean oneSided = sequences
                        .text(track, expected)
                        .startsWith(sequences.text(track, entry.getKey()) + Sequences.REACHES);
                // The same call, but the span of the other side is not in the evidence.
                double doubt = oneSided ? LOST_RECORD : doubt(entry.getKey(), count[0], skipped);
                into.put(
                        key(group, entry.getKey()),
                        new Deviation(
                                operation,
                                track,
                                step,
                                entry.getKey(),
                                expected,
                                count[0],
                                expectedCounts[0],
                                expectedCounts[1],
                                all0,
                                all1,
                                doubt));
            }
        }
    }

    /** Below 1 where a harmless reason is likely. */
    private static double doubt(int now, int knownBefore, Map<Integer, int[]> afterSkipped) {
        int[] usual = afterSkipped.getOrDefault(now, new int[2]);
        int all = afterSkipped.values().stream().mapToInt(count -> count[0]).sum();
        if (now != Sequences.END && usual[0] * 2 > all) {
            // What usually follows the expected step: its record was lost, the course is the same.
            return LOST_RECORD;
        }
        // The mix of requests is never the same in two windows, so shares of known branches vary more than by chance.
        return knownBefore > 0 ? KNOWN_BRANCH : 1;
    }

    /** Spans above a deviating one. */
    private BitSet excused(Map<Long, Deviation> deviations) {
        BitSet excused = new BitSet();
        for (int span = spans.incident.nextSetBit(0); span >= 0; span = spans.incident.nextSetBit(span + 1)) {
            if (deviates(span, deviations)) {
                int above = spans.parent[span];
                while (above >= 0 && !excused.get(above)) {
                    excused.set(above);
                    above = spans.parent[above];
                }
            }
        }
        return excused;
    }

    private boolean deviates(int span, Map<Long, Deviation> deviations) {
        for (Sequences.Track track : Sequences.Track.values()) {
            int length = sequences.length(track, span);
            for (int at = -1; at < length; at++) {
                long group = group(track, spans.operation[span], sequences.step(track, span, at));
                if (deviations.containsKey(key(group, sequences.step(track, span, at + 1)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void credit(int span, Map<Long, Deviation> deviations, Map<Long, Credit> credits) {
        for (Sequences.Track track : Sequences.Track.values()) {
            int length = sequences.length(track, span);
            for (int at = -1; at < length; at++) {
                long group = group(track, spans.operation[span], sequences.step(track, span, at));
                long key = key(group, sequences.step(track, span, at + 1));
                if (deviations.containsKey(key)) {
                    Credit credit = credits.computeIfAbsent(key, added -> new Credit());
                    credit.spans++;
                    credit.first = Math.min(credit.first, spans.start[span]);
                    if (credit.events.size() < MOST_EXAMPLES) {
                        boolean ends = at + 1 >= length;
                        credit.events.add(sequences.event(track, span, ends ? at : at + 1));
                    }
                }
            }
        }
    }

    private Optional<Finding> finding(Deviation deviation, Credit credit) {
        double surprise = Likelihood.shareRose(deviation.count0(), deviation.all0(), credit.spans, deviation.all1());
        double confidence = (deviation.expected0() + 1.0) / (deviation.all0() + 2.0);
        double strength = surprise * confidence * deviation.doubt();
        if (strength <= 0) {
            return Optional.empty();
        }
        Operation operation = spans.operations.get(deviation.operation());
        Sequences.Track track = deviation.track();
        String after = sequences.text(track, deviation.after());
        String expected = sequences.text(track, deviation.expected());
        String sentence = String.format(
                Locale.ROOT,
                "in %s, after %s came %s in %,d of %,d before; now in %,d of %,d, instead %s in %,d",
                operation.name().isEmpty() ? "its spans" : operation.name(),
                after,
                expected,
                deviation.expected0(),
                deviation.all0(),
                deviation.expected1(),
                deviation.all1(),
                sequences.text(track, deviation.now()),
                credit.spans);
        String disproof = "the same change of course in " + operation.name() + " on requests that succeed";
        return Optional.of(new Finding(
                Signal.STRUCTURE,
                operation.service(),
                operation.name(),
                strength,
                sentence,
                credit.events,
                credit.first,
                disproof));
    }
}
