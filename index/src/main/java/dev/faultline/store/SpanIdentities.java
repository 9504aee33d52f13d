package dev.faultline.store;

import dev.faultline.model.Kind;

/**
 * Which spans a case holds, so that the same span from two exports is stored once. A span is the same when its trace,
 * id, service, operation and start (in microseconds, which all formats keep) are. Keyed by 128 bits of hash, so that a
 * chance collision is out of the question; 40 bytes a span, and none recognised beyond {@link #MOST}.
 */
final class SpanIdentities {
    /** The last one that fits tables of 100 MB: one more doubling would not fit an import's memory. */
    static final int MOST = 2_500_000;

    private long[] high = new long[1 << 12];
    private long[] low = new long[1 << 12];
    private long[] events = new long[1 << 12];
    private int count;

    /** Takes in the spans of a block. */
    void add(StoredBlock block) throws java.io.IOException {
        if (block.kindCount(Kind.SPAN.ordinal()) == 0) {
            return;
        }
        for (int row = 0; row < block.size(); row++) {
            if (block.kind(row) == Kind.SPAN.ordinal() && block.hasTraceId(row)) {
                String service = text(block, Column.SERVICE, row);
                String name = text(block, Column.NAME, row);
                byte[] serviceBytes = service.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                byte[] nameBytes = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                long time = block.time(row) - block.source().clockOffset();
                putIfAbsent(
                        block.traceIdHigh(row),
                        block.traceIdLow(row),
                        block.spanId(row),
                        time,
                        Hash.of(serviceBytes, 0, serviceBytes.length),
                        Hash.of(nameBytes, 0, nameBytes.length),
                        event(block.source().id(), block.ordinal(row)));
            }
        }
    }

    private static String text(StoredBlock block, Column column, int row) {
        int id = block.value(column, row);
        return id < 0 ? "" : block.dictionary(column).get(id);
    }

    /** A name of an event in one number: sources are few, their events many. */
    static long event(int source, long ordinal) {
        return (long) source << 40 | ordinal;
    }

    static int source(long event) {
        return (int) (event >>> 40);
    }

    static long ordinal(long event) {
        return event & (1L << 40) - 1;
    }

    /** The event that is this span already; -1 where it was new and is {@code event} from now on. */
    long putIfAbsent(EventDraft draft, long event) {
        return putIfAbsent(
                draft.hasTraceId ? draft.traceIdHigh : 0,
                draft.hasTraceId ? draft.traceIdLow : 0,
                draft.spanId,
                draft.time,
                Hash.of(draft.service.bytes, draft.service.from, draft.service.to),
                Hash.of(draft.name.bytes, draft.name.from, draft.name.to),
                event);
    }

    private long putIfAbsent(long traceHigh, long traceLow, long span, long time, long service, long name, long event) {
        long micros = Math.floorDiv(time, 1000);
        long first = Hash.mix(Hash.mix(Hash.mix(traceHigh) ^ traceLow) ^ span)
                ^ Hash.mix(micros ^ Hash.mix(service ^ 1))
                ^ Hash.mix(name ^ 2);
        long second = Hash.mix(Hash.mix(Hash.mix(traceLow ^ 3) ^ traceHigh) + span)
                + Hash.mix(Hash.mix(service + micros) ^ Hash.mix(name + 4));
        int mask = high.length - 1;
        int slot = (int) first & mask;
        while (events[slot] != 0) {
            if (high[slot] == first && low[slot] == second) {
                return events[slot];
            }
            slot = slot + 1 & mask;
        }
        if (count < MOST) {
            high[slot] = first;
            low[slot] = second;
            events[slot] = event;
            if (++count * 5L > high.length * 3L) {
                grow();
            }
        }
        return -1;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] oldEvents = events;
        high = new long[oldHigh.length * 2];
        low = new long[high.length];
        events = new long[high.length];
        int mask = high.length - 1;
        for (int i = 0; i < oldHigh.length; i++) {
            if (oldEvents[i] != 0) {
                int slot = (int) oldHigh[i] & mask;
                while (events[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                high[slot] = oldHigh[i];
                low[slot] = oldLow[i];
                events[slot] = oldEvents[i];
            }
        }
    }
}
