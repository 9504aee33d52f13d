package dev.faultline.store;

import dev.faultline.model.IssueCode;

/**
 * Whether the spans of a source make trees: ids that two different spans share, parents that are not there, and circles. 32
 * bytes a span; beyond {@link #MOST} nothing is said, for half a view would call good spans orphans.
 */
final class SpanTree {
    static final int MOST = 300_000;
    private static final int MOST_ORPHANS = 20;

    private long[] spans = new long[1 << 8];
    private long[] parents = new long[1 << 8];
    /** Who it is beside its id: 32 bits of its service, 32 bits of its name and start. */
    private long[] contents = new long[1 << 8];

    private long[] offsets = new long[1 << 8];
    private int count;

    void add(EventDraft draft, EventSink sink) {
        if (count > MOST) {
            return;
        }
        long trace = draft.hasTraceId ? Hash.mix(Hash.mix(draft.traceIdHigh) ^ draft.traceIdLow) : 0;
        long span = key(trace, draft.spanId);
        int slot = slot(span);
        if (spans[slot] == span) {
            again(draft, slot, sink);
            return;
        }
        spans[slot] = span;
        parents[slot] = draft.hasParentId ? key(trace, draft.parentId) : 0;
        contents[slot] = content(draft);
        offsets[slot] = draft.offset;
        count++;
        if (count > MOST) {
            release();
        } else if (count * 5L > spans.length * 3L) {
            grow();
        }
    }

    /** One id at two services is how some tracers write the two ends of a call; at one service it is a mistake. */
    private void again(EventDraft draft, int slot, EventSink sink) {
        long content = content(draft);
        boolean sameService = content >>> 32 == contents[slot] >>> 32;
        if (sameService && content != contents[slot]) {
            sink.report(
                    IssueCode.DUPLICATE_ID,
                    "the span at byte " + offsets[slot] + " has the same id and is another one; both are kept",
                    draft.offset,
                    draft.line);
        }
    }

    private static long content(EventDraft draft) {
        long service = Hash.of(draft.service.bytes, draft.service.from, draft.service.to);
        long rest = Hash.mix(Hash.of(draft.name.bytes, draft.name.from, draft.name.to) ^ Hash.mix(draft.time));
        return service << 32 | rest >>> 32;
    }

    private static long key(long trace, long span) {
        long key = Hash.mix(trace ^ Hash.mix(span));
        return key == 0 ? 1 : key;
    }

    private int slot(long span) {
        int mask = spans.length - 1;
        int slot = (int) span & mask;
        while (spans[slot] != 0 && spans[slot] != span) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[][] old = {spans, parents, contents, offsets};
        int length = spans.length * 2;
        spans = new long[length];
        parents = new long[length];
        contents = new long[length];
        offsets = new long[length];
        for (int i = 0; i < old[0].length; i++) {
            if (old[0][i] != 0) {
                int slot = slot(old[0][i]);
                spans[slot] = old[0][i];
                parents[slot] = old[1][i];
                contents[slot] = old[2][i];
                offsets[slot] = old[3][i];
            }
        }
    }

    private void release() {
        spans = new long[1];
        parents = spans;
        contents = spans;
        offsets = spans;
    }

    void end(EventSink sink) {
        if (count == 0 || count > MOST) {
            return;
        }
        orphans(sink);
        circles(sink);
    }

    private void orphans(EventSink sink) {
        int orphans = 0;
        for (int i = 0; i < spans.length; i++) {
            if (spans[i] != 0 && parents[i] != 0 && spans[slot(parents[i])] == 0) {
                orphans++;
                if (orphans <= MOST_ORPHANS) {
                    sink.report(IssueCode.ORPHAN, "the parent of the span at this byte is not here", offsets[i], 0);
                }
            }
        }
        if (orphans > MOST_ORPHANS) {
            sink.report(IssueCode.ORPHAN, (orphans - MOST_ORPHANS) + " more spans whose parents are not here", -1, 0);
        }
    }

    /** Every span has one parent: walk up from each, and meet no span of the same walk again. */
    private void circles(EventSink sink) {
        int[] walks = new int[spans.length];
        for (int i = 0; i < spans.length; i++) {
            int at = i;
            while (at >= 0 && spans[at] != 0 && walks[at] == 0) {
                walks[at] = i + 1;
                at = parents[at] == 0 ? -1 : slot(parents[at]);
            }
            if (at >= 0 && spans[at] != 0 && walks[at] == i + 1) {
                sink.report(
                        IssueCode.CYCLE,
                        "the span at this byte is its own ancestor; the circle is cut where it is shown",
                        offsets[at],
                        0);
            }
        }
    }
}
