package dev.faultline.analysis.signal;

import dev.faultline.model.EventId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Time between a call and the work that it asked for: a client span minus the one child that it has in another service.
 * Slow hops speak against the callee, never against the caller that waits.
 */
final class HopGap {
    private static final long ALLOWANCE = 20_000_000L;
    private static final int LEAST_BASELINE = 5;
    private static final int MOST_EXAMPLES = 5;
    private static final double LEAST_SURPRISE = 1;

    private final SpanTable spans;

    HopGap(SpanTable spans) {
        this.spans = spans;
    }

    /** The calls from one service to another. */
    private static final class Edge {
        private final String caller;
        private final String callee;
        private final List<Integer> before = new ArrayList<>();
        private final List<Integer> during = new ArrayList<>();
        private long threshold;
        private int slowBefore;
        private int slowDuring;

        Edge(String caller, String callee) {
            this.caller = caller;
            this.callee = callee;
        }

        double surprise() {
            return Math.max(0, Likelihood.shareRose(slowBefore, before.size(), slowDuring, during.size()));
        }
    }

    List<Finding> findings() {
        Map<String, Edge> edges = new HashMap<>();
        for (int span = 0; span < spans.size; span++) {
            int callee = remoteChild(span);
            if (callee >= 0) {
                Edge edge = edges.computeIfAbsent(
                        spans.service(span) + "\n" + spans.service(callee),
                        key -> new Edge(key.substring(0, key.indexOf('\n')), key.substring(key.indexOf('\n') + 1)));
                (spans.incident.get(span) ? edge.during : edge.before).add(span);
            }
        }
        long pooled = ninetieth(edges.values().stream()
                .flatMap(edge -> edge.before.stream())
                .mapToLong(this::gap)
                .toArray());
        Map<String, List<Edge>> incoming = new HashMap<>();
        for (Edge edge : edges.values()) {
            measure(edge, pooled);
            incoming.computeIfAbsent(edge.callee, key -> new ArrayList<>()).add(edge);
        }
        List<Finding> findings = new ArrayList<>();
        incoming.forEach((callee, from) -> {
            double squares = from.stream()
                    .mapToDouble(edge -> edge.surprise() * edge.surprise())
                    .sum();
            if (Math.sqrt(squares) > LEAST_SURPRISE) {
                findings.add(finding(callee, from, Math.sqrt(squares)));
            }
        });
        return findings;
    }

    /** The only child, where it is in another service; -1 otherwise. */
    private int remoteChild(int span) {
        int from = spans.childFrom[span];
        if (spans.childFrom[span + 1] - from != 1) {
            return SpanTable.NONE;
        }
        int child = spans.child[from];
        boolean timed = spans.duration[span] >= 0 && spans.duration[child] >= 0;
        return timed && !spans.service(child).equals(spans.service(span)) ? child : SpanTable.NONE;
    }

    private long gap(int span) {
        return spans.duration[span] - spans.duration[spans.child[spans.childFrom[span]]];
    }

    private void measure(Edge edge, long pooled) {
        long usual = edge.before.size() < LEAST_BASELINE
                ? pooled
                : ninetieth(edge.before.stream().mapToLong(this::gap).toArray());
        edge.threshold = usual + ALLOWANCE;
        edge.slowBefore = (int)
                edge.before.stream().filter(span -> gap(span) > edge.threshold).count();
        edge.slowDuring = (int)
                edge.during.stream().filter(span -> gap(span) > edge.threshold).count();
    }

    static long ninetieth(long[] values) {
        if (values.length == 0) {
            return 0;
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(0.9 * (sorted.length - 1)))];
    }

    private Finding finding(String callee, List<Edge> from, double strength) {
        List<Integer> slow = new ArrayList<>();
        List<Long> gaps = new ArrayList<>();
        int all = 0;
        int before = 0;
        int slowBefore = 0;
        long threshold = 0;
        for (Edge edge : from) {
            all += edge.during.size();
            before += edge.before.size();
            slowBefore += edge.slowBefore;
            threshold = Math.max(threshold, edge.threshold);
            for (int span : edge.during) {
                gaps.add(gap(span));
                if (gap(span) > edge.threshold) {
                    slow.add(span);
                }
            }
        }
        slow.sort((a, b) -> Long.compare(spans.start[a], spans.start[b]));
        long median = gaps.stream().sorted().toList().get(gaps.size() / 2);
        String sentence = String.format(
                Locale.ROOT,
                "%,d of %,d calls to %s lose more time on the way than the baseline's p90 + 20 ms (%,d of %,d before);"
                        + " median %s, allowed up to %s; callers: %s",
                slow.size(),
                all,
                callee,
                slowBefore,
                before,
                Figures.duration(median),
                Figures.duration(threshold),
                from.stream()
                        .filter(edge -> edge.slowDuring > 0)
                        .map(edge -> edge.caller)
                        .sorted()
                        .collect(Collectors.joining(", ")));
        List<EventId> events =
                slow.stream().limit(MOST_EXAMPLES).map(spans::event).toList();
        return new Finding(
                Signal.HOP,
                callee,
                "",
                strength,
                sentence,
                events,
                slow.isEmpty() ? Long.MAX_VALUE : spans.start[slow.getFirst()],
                "calls to " + callee + " that are as slow while nothing fails");
    }
}
