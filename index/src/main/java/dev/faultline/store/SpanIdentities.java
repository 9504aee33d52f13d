package dev.faultline.store;

import dev.faultline.model.Kind;

/**
 * Which spans a case holds, so that the same span from two exports is stored once. A span is the same when its trace,
 * id, service, operation, start and duration (in microseconds, which all formats keep) are: one that was exported while
 * it ran and again when it had ended is two. Keyed by 96 bits of hash, so that a chance collision is out of the question;
 * 40 bytes a span, and none recognised beyond {@link #MOST}.
 */
final class SpanIdentities {
    /** The last one that fits tables of 100 MB: one more doubling would not fit an import's memory. */
    static final int MOST = 2_500_000;

    /** A hash, the duration and 32 more bits of hash, the event: side by side, for one cache miss instead of three. */
    private static final int WIDTH = 3;

    /** Formats cut or round a duration, or leave it to a start and an end that were; microseconds. */
    private static final long TOLERANCE = 2;

    private static final long UNKNOWN = 0xFFFFFFFFL;

    /** The spans of a trace come one after the other, so they stand in a neighbourhood of so many places if they can. */
    private static final int NEAR = 64;

    private static final int MOST_NEAR = 8;
    private static final long LOWER = 0xFFFFFFFFL;

    private int places = 1 << 12;
    private long[] table = new long[WIDTH * places];
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
                        block.duration(row),
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
                draft.duration,
                Hash.of(draft.service.bytes, draft.service.from, draft.service.to),
                Hash.of(draft.name.bytes, draft.name.from, draft.name.to),
                event);
    }

    private long putIfAbsent(
            long traceHigh, long traceLow, long span, long time, long duration, long service, long name, long event) {
        long micros = Math.floorDiv(time, 1000);
        long trace = Hash.mix(Hash.mix(traceHigh) ^ traceLow);
        long first = Hash.mix(trace ^ span) ^ Hash.mix(micros ^ Hash.mix(service ^ 1)) ^ Hash.mix(name ^ 2);
        long second = micros(duration) << 32 | trace >>> 32;
        int slot = slot(first, second);
        if (table[slot + 2] != 0) {
            return table[slot + 2];
        }
        if (count < MOST) {
            put(slot, first, second, event);
            if (++count * 5L > places * 3L) {
                grow();
            }
        }
        return -1;
    }

    /** Where the span stands, or would: near its trace, and where that is crowded anywhere. */
    private int slot(long first, long second) {
        int near = (int) second & places - 1 & -NEAR;
        for (int i = 0; i < MOST_NEAR; i++) {
            int slot = WIDTH * (near | (int) first + i & NEAR - 1);
            if (isFreeOr(slot, first, second)) {
                return slot;
            }
        }
        int place = (int) (first >>> 32) & places - 1;
        while (!isFreeOr(WIDTH * place, first, second)) {
            place = place + 1 & places - 1;
        }
        return WIDTH * place;
    }

    private boolean isFreeOr(int slot, long first, long second) {
        return table[slot + 2] == 0 || table[slot] == first && isSame(table[slot + 1], second);
    }

    private static boolean isSame(long second, long other) {
        return second == other
                || (second & LOWER) == (other & LOWER)
                        && second >>> 32 != UNKNOWN
                        && other >>> 32 != UNKNOWN
                        && Math.abs((second >>> 32) - (other >>> 32)) <= TOLERANCE;
    }

    /** What is longer than an hour counts as that: 32 bits hold no more. */
    private static long micros(long duration) {
        return duration < 0 ? UNKNOWN : Math.min(duration / 1000, UNKNOWN - 1);
    }

    private void put(int slot, long first, long second, long event) {
        table[slot] = first;
        table[slot + 1] = second;
        table[slot + 2] = event;
    }

    private void grow() {
        long[] old = table;
        places *= 2;
        table = new long[WIDTH * places];
        for (int i = 0; i < old.length; i += WIDTH) {
            if (old[i + 2] != 0) {
                put(slot(old[i], old[i + 1]), old[i], old[i + 1], old[i + 2]);
            }
        }
    }
}
