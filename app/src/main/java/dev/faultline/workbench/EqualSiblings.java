package dev.faultline.workbench;

import dev.faultline.analysis.trace.SpanNode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * Runs of spans that one caller made one after the other, of one service and operation: a query in a loop is one line and not a
 * thousand. Where one has failed, or anything below it, the run ends: no failure is hidden.
 */
final class EqualSiblings {
    /** Fewer are read as quickly one by one. */
    private static final int LEAST = 6;

    private final int[] leaders;
    private final int[] times;
    private final long[] together;

    private EqualSiblings(int spans) {
        leaders = new int[spans];
        times = new int[spans];
        together = new long[spans];
    }

    /** Of the spans of a tree, parents before their children. */
    static EqualSiblings of(List<SpanNode> spans) {
        EqualSiblings groups = new EqualSiblings(spans.size());
        BitSet failed = new BitSet();
        for (int i = spans.size() - 1; i >= 0; i--) {
            SpanNode span = spans.get(i);
            if (span.failed() || failed.get(i)) {
                failed.set(i);
                if (span.parent() >= 0) {
                    failed.set(span.parent());
                }
            }
        }
        int[] lastChild = new int[spans.size() + 1];
        Arrays.fill(lastChild, -1);
        for (int i = 0; i < spans.size(); i++) {
            SpanNode span = spans.get(i);
            int before = lastChild[span.parent() + 1];
            boolean same = before >= 0
                    && span.parent() >= 0
                    && !failed.get(i)
                    && !failed.get(before)
                    && isEqual(spans.get(before), span);
            groups.take(i, same ? groups.leaders[before] : i, span.duration());
            lastChild[span.parent() + 1] = i;
        }
        groups.dissolveSmall();
        return groups;
    }

    private static boolean isEqual(SpanNode one, SpanNode other) {
        return Objects.equals(one.service(), other.service()) && Objects.equals(one.name(), other.name());
    }

    private void take(int span, int leader, long duration) {
        leaders[span] = leader;
        times[leader]++;
        together[leader] += duration;
    }

    private void dissolveSmall() {
        for (int i = 0; i < leaders.length; i++) {
            if (times[leaders[i]] < LEAST) {
                leaders[i] = i;
            }
        }
        for (int i = 0; i < times.length; i++) {
            times[i] = leaders[i] == i && times[i] >= LEAST ? times[i] : 1;
        }
    }

    /** The first of those that a span stands with; itself where it stands alone. */
    int leader(int span) {
        return leaders[span];
    }

    int times(int leader) {
        return times[leader];
    }

    /** Nanoseconds of all of them, added up. */
    long together(int leader) {
        return together[leader];
    }

    BitSet leaders() {
        BitSet all = new BitSet();
        for (int leader : leaders) {
            all.set(leader);
        }
        return all;
    }
}
