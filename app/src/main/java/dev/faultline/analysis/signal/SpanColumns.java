package dev.faultline.analysis.signal;

import dev.faultline.store.Block;
import java.io.IOException;
import java.util.BitSet;

/** The columns of spans while they are being read. */
final class SpanColumns {
    private static final int ERROR = 17;

    final long[] start;
    final long[] duration;
    final long[] traceHigh;
    final long[] traceLow;
    final long[] spanId;
    final long[] parentId;
    final int[] operation;
    final int[] source;
    final long[] ordinal;
    final BitSet failed = new BitSet();
    final BitSet incident = new BitSet();
    int size;

    SpanColumns(int capacity) {
        start = new long[capacity];
        duration = new long[capacity];
        traceHigh = new long[capacity];
        traceLow = new long[capacity];
        spanId = new long[capacity];
        parentId = new long[capacity];
        operation = new int[capacity];
        source = new int[capacity];
        ordinal = new long[capacity];
    }

    boolean isFull() {
        return size == start.length;
    }

    void add(Block block, int row, int operationId, boolean inIncident) throws IOException {
        int at = size++;
        start[at] = block.time(row);
        duration[at] = block.duration(row);
        traceHigh[at] = block.traceIdHigh(row);
        traceLow[at] = block.traceIdLow(row);
        spanId[at] = block.spanId(row);
        parentId[at] = block.parentId(row);
        operation[at] = operationId;
        source[at] = block.source().id();
        ordinal[at] = block.ordinal(row);
        failed.set(at, block.severityNumber(row) >= ERROR);
        incident.set(at, inIncident);
    }
}
