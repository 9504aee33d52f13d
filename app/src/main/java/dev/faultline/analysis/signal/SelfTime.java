package dev.faultline.analysis.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Operations whose spans spend more time in themselves than the baseline's slowest tenth did. */
final class SelfTime {
    private static final int LEAST = 5;
    private static final int MOST_EXAMPLES = 5;
    private static final long ALLOWANCE = 5_000_000L;

    private final SpanTable spans;

    SelfTime(SpanTable spans) {
        this.spans = spans;
    }

    List<Finding> findings() {
        List<List<Integer>> before = new ArrayList<>();
        List<List<Integer>> during = new ArrayList<>();
        for (int i = 0; i < spans.operations.size(); i++) {
            before.add(new ArrayList<>());
            during.add(new ArrayList<>());
        }
        for (int span = 0; span < spans.size; span++) {
            if (spans.duration[span] >= 0 && !isClient(span)) {
                (spans.incident.get(span) ? during : before)
                        .get(spans.operation[span])
                        .add(span);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (int operation = 0; operation < before.size(); operation++) {
            if (before.get(operation).size() >= LEAST && during.get(operation).size() >= LEAST) {
                compare(spans.operations.get(operation), before.get(operation), during.get(operation), findings);
            }
        }
        return findings;
    }

    /** A span whose only child is elsewhere waits; its time is a matter of {@link HopGap}. */
    private boolean isClient(int span) {
        int from = spans.childFrom[span];
        return spans.childFrom[span + 1] - from == 1
                && !spans.service(spans.child[from]).equals(spans.service(span));
    }

    private void compare(Operation operation, List<Integer> before, List<Integer> during, List<Finding> into) {
        long usual = HopGap.ninetieth(before.stream().mapToLong(spans::selfTime).toArray());
        long threshold = usual + Math.max(usual / 2, ALLOWANCE);
        List<Integer> slow = during.stream()
                .filter(span -> spans.selfTime(span) > threshold)
                .sorted((a, b) -> Long.compare(spans.start[a], spans.start[b]))
                .toList();
        long slowBefore =
                before.stream().filter(span -> spans.selfTime(span) > threshold).count();
        double surprise = Likelihood.shareRose((double) slowBefore, before.size(), slow.size(), during.size());
        if (surprise <= 1) {
            return;
        }
        String sentence = String.format(
                Locale.ROOT,
                "%,d of %,d spans of %s spend more than %s in themselves (%,d of %,d before; baseline p90 %s)",
                slow.size(),
                during.size(),
                operation.name(),
                Figures.duration(threshold),
                slowBefore,
                before.size(),
                Figures.duration(usual));
        into.add(new Finding(
                Signal.SELF_TIME,
                operation.service(),
                operation.name(),
                surprise,
                sentence,
                slow.stream().limit(MOST_EXAMPLES).map(spans::event).toList(),
                spans.start[slow.getFirst()],
                "as much time in " + operation.name() + " on requests that succeed"));
    }
}
