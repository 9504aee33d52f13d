package dev.faultline.store;

import dev.faultline.model.IssueCode;

/**
 * Whether the spans of a source make trees: ids that two different spans share, parents that are not there, and circles. 32
 * bytes a span; beyond {@link #MOST} nothing is said, for half a view would call good spans orphans.
 */
final class SpanTree {
    static final int MOST = 300_000;
    private static final int MOST_ORPHANS = 20;

    // What is known of a span stands side by side: a place that nobody looked at lately is one cache miss, not four.
    private static final int WIDTH = 4;
    private static final int PARENT = 1;
    /** Who it is beside its id: 32 bits of its service, 32 bits of its name and start. */
    private static final int CONTENT = 2;

    private static final int OFFSET = 3;

    private int places = 1 << 8;
    private long[] table = new long[WIDTH * places];
    private int count;

    void add(EventDraft draft, EventSink sink) {
        if (count > MOST) {
            return;
        }
        long trace = draft.hasTraceId ? Hash.mix(Hash.mix(draft.traceIdHigh) ^ draft.traceIdLow) : 0;
        long span = key(trace, draft.spanId);
        int slot = slot(span);
        if (table[slot] == span) {
            again(draft, slot, sink);
            return;
        }
        table[slot] = span;
        table[slot + PARENT] = draft.hasParentId ? key(trace, draft.parentId) : 0;
        table[slot + CONTENT] = content(draft);
        table[slot + OFFSET] = draft.offset;
        count++;
        if (count > MOST) {
            release();
        } else if (count * 5L > places * 3L) {
            grow();
        }
    }

    /** One id at two services is how some tracers write the two ends of a call; at one service it is a mistake. */
    private void again(EventDraft draft, int slot, EventSink sink) {
        long content = content(draft);
        boolean sameService = content >>> 32 == table[slot + CONTENT] >>> 32;
        if (sameService && content != table[slot + CONTENT]) {
            sink.report(
                    IssueCode.DUPLICATE_ID,
                    "the span at byte " + table[slot + OFFSET] + " has the same id and is another one; both are kept",
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

    /** Where in the table the span stands, or would. */
    private int slot(long span) {
        int mask = places - 1;
        int place = (int) span & mask;
        while (table[WIDTH * place] != 0 && table[WIDTH * place] != span) {
            place = place + 1 & mask;
        }
        return WIDTH * place;
    }

    private void grow() {
        long[] old = table;
        places *= 2;
        table = new long[WIDTH * places];
        for (int i = 0; i < old.length; i += WIDTH) {
            if (old[i] != 0) {
                System.arraycopy(old, i, table, slot(old[i]), WIDTH);
            }
        }
    }

    private void release() {
        places = 1;
        table = new long[WIDTH];
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
        for (int i = 0; i < table.length; i += WIDTH) {
            if (table[i] != 0 && table[i + PARENT] != 0 && table[slot(table[i + PARENT])] == 0) {
                orphans++;
                if (orphans <= MOST_ORPHANS) {
                    sink.report(
                            IssueCode.ORPHAN, "the parent of the span at this byte is not here", table[i + OFFSET], 0);
                }
            }
        }
        if (orphans > MOST_ORPHANS) {
            sink.report(IssueCode.ORPHAN, (orphans - MOST_ORPHANS) + " more spans whose parents are not here", -1, 0);
        }
    }

    /** Every span has one parent: walk up from each, and meet no span of the same walk again. */
    private void circles(EventSink sink) {
        int[] walks = new int[places];
        for (int i = 0; i < places; i++) {
            int at = WIDTH * i;
            while (at >= 0 && table[at] != 0 && walks[at / WIDTH] == 0) {
                walks[at / WIDTH] = i + 1;
                at = table[at + PARENT] == 0 ? -1 : slot(table[at + PARENT]);
            }
            if (at >= 0 && table[at] != 0 && walks[at / WIDTH] == i + 1) {
                sink.report(
                        IssueCode.CYCLE,
                        "the span at this byte is its own ancestor; the circle is cut where it is shown",
                        table[at + OFFSET],
                        0);
            }
        }
    }
}
