package dev.faultline.analysis.signal;

import dev.faultline.model.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Operations whose share of failing spans rose; a span counts only where no child failed before it. */
final class FailingSpans {
    private static final int MOST_EXAMPLES = 10;

    private final SpanTable spans;

    FailingSpans(SpanTable spans) {
        this.spans = spans;
    }

    List<Finding> findings() {
        int operations = spans.operations.size();
        int[][] all = new int[operations][2];
        int[][] failed = new int[operations][2];
        List<List<Integer>> examples = new ArrayList<>();
        for (int i = 0; i < operations; i++) {
            examples.add(new ArrayList<>());
        }
        for (int span = 0; span < spans.size; span++) {
            int window = spans.incident.get(span) ? 1 : 0;
            int operation = spans.operation[span];
            all[operation][window]++;
            if (spans.failed.get(span) && !hasFailingChild(span)) {
                failed[operation][window]++;
                if (window == 1) {
                    examples.get(operation).add(span);
                }
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (int operation = 0; operation < operations; operation++) {
            double surprise = Likelihood.shareRose(
                    failed[operation][0],
                    // An operation without baseline is compared with a baseline of its own size that never failed.
                    Math.max(all[operation][0], all[operation][0] == 0 ? all[operation][1] : 0),
                    failed[operation][1],
                    all[operation][1]);
            if (surprise > 1) {
                findings.add(finding(
                        spans.operations.get(operation),
                        all[operation],
                        failed[operation],
                        examples.get(operation),
                        surprise));
            }
        }
        return findings;
    }

    private boolean hasFailingChild(int span) {
        for (int i = spans.childFrom[span]; i < spans.childFrom[span + 1]; i++) {
            if (spans.failed.get(spans.child[i])) {
                return true;
            }
        }
        return false;
    }

    private Finding finding(Operation operation, int[] all, int[] failed, List<Integer> examples, double surprise) {
        examples.sort((a, b) -> Long.compare(spans.start[a], spans.start[b]));
        List<EventId> events =
                examples.stream().limit(MOST_EXAMPLES).map(spans::event).toList();
        String sentence = String.format(
                Locale.ROOT,
                "%s %s is the innermost failing span on %s of its calls (%,d of %,d before)",
                operation.service(),
                operation.name(),
                Figures.share(failed[1], all[1]),
                failed[0],
                all[0]);
        return new Finding(
                Signal.FAILURE,
                operation.service(),
                operation.name(),
                surprise,
                sentence,
                events,
                spans.start[examples.getFirst()],
                "failing requests that never reach " + operation.name());
    }
}
