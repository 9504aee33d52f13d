package dev.faultline.analysis.trace;

import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Traces by their ids in flat arrays, so that millions fit: about 70 bytes each. */
final class TraceTable {
    private int[] slots = new int[1 << 10];
    private int size;
    long[] high = new long[512];
    long[] low = new long[512];
    long[] start = new long[512];
    long[] end = new long[512];
    int[] spans = new int[512];
    int[] errors = new int[512];

    /** The traces that have a hit, each with all of its spans. Reads columns only. */
    static TraceTable of(Hits hits, Hits spans, BooleanSupplier cancelled) throws IOException {
        TraceTable table = new TraceTable();
        hits.forEach(cancelled, (block, row) -> {
            if (block.hasTraceId(row)) {
                table.add(block.traceIdHigh(row), block.traceIdLow(row));
            }
        });
        int error = Severity.ERROR.number();
        spans.forEach(cancelled, (block, row) -> {
            int trace = block.hasTraceId(row) ? table.find(block.traceIdHigh(row), block.traceIdLow(row)) : -1;
            if (trace >= 0) {
                table.span(trace, block.time(row), block.duration(row), block.severityNumber(row) >= error);
            }
        });
        return table;
    }

    /** All spans of a case. */
    static Hits spans(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        return Search.run(reader, new Query.Term("kind", Kind.SPAN.label()), TimeRange.ALL, cancelled);
    }

    /** The traces that have at least one span. */
    int[] withSpans() {
        return IntStream.range(0, size).filter(trace -> spans[trace] > 0).toArray();
    }

    /** Lower hex, 32 digits. */
    String id(int trace) {
        return HexFormat.of().toHexDigits(high[trace]) + HexFormat.of().toHexDigits(low[trace]);
    }

    int size() {
        return size;
    }

    /** The number of a trace; -1 where it is not here. */
    int find(long traceHigh, long traceLow) {
        int slot = slot(traceHigh, traceLow);
        return slots[slot] - 1;
    }

    /** The number of a trace, a new one where it was not here. */
    int add(long traceHigh, long traceLow) {
        int slot = slot(traceHigh, traceLow);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == high.length) {
            grow();
            slot = slot(traceHigh, traceLow);
        }
        high[size] = traceHigh;
        low[size] = traceLow;
        start[size] = Long.MAX_VALUE;
        end[size] = Long.MIN_VALUE;
        slots[slot] = ++size;
        return size - 1;
    }

    void span(int trace, long from, long duration, boolean failed) {
        start[trace] = Math.min(start[trace], from);
        end[trace] = Math.max(end[trace], from + Math.max(0, duration));
        spans[trace]++;
        errors[trace] += failed ? 1 : 0;
    }

    private int slot(long traceHigh, long traceLow) {
        long hash = (traceLow ^ traceHigh * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        int slot = (int) (hash >>> 32) & slots.length - 1;
        while (slots[slot] != 0 && (low[slots[slot] - 1] != traceLow || high[slots[slot] - 1] != traceHigh)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private void grow() {
        int more = size * 2;
        high = Arrays.copyOf(high, more);
        low = Arrays.copyOf(low, more);
        start = Arrays.copyOf(start, more);
        end = Arrays.copyOf(end, more);
        spans = Arrays.copyOf(spans, more);
        errors = Arrays.copyOf(errors, more);
        slots = new int[more * 2];
        for (int i = 0; i < size; i++) {
            slots[slot(high[i], low[i])] = i + 1;
        }
    }
}
