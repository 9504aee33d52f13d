package dev.faultline.analysis.signal;

import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The log records of each span, in their order. */
final class StatementTable {
    private static final int MOST = 4_000_000;

    /** Where the records of a span begin; one entry more than there are spans. */
    final int[] from;

    final List<String> statements = new ArrayList<>();
    int[] statement = new int[1024];
    private int[] span = new int[1024];
    private long[] time = new long[1024];
    private int[] source = new int[1024];
    private long[] ordinal = new long[1024];
    private int size;
    private final Map<String, Integer> ids = new HashMap<>();
    /** Of each template of the segment that is read, whether its text may name a trace. */
    private final Map<Integer, Boolean> naming = new HashMap<>();

    private int segment = -1;

    private StatementTable(int spans) {
        this.from = new int[spans + 1];
    }

    static StatementTable read(CaseReader reader, Windows windows, SpanTable spans, BooleanSupplier cancelled)
            throws IOException {
        StatementTable table = new StatementTable(spans.size);
        InlineIds inline = new InlineIds();
        if (spans.size > 0) {
            Rows.of(reader, windows, Kind.LOG.ordinal(), cancelled, (block, row, incident) -> {
                int found = table.span(block, row, spans, inline);
                if (found >= 0 && table.size < MOST) {
                    table.add(found, block, row);
                }
            });
        }
        table.sort();
        return table;
    }

    private int span(Block block, int row, SpanTable spans, InlineIds inline) throws IOException {
        if (block.hasTraceId(row)) {
            long id = block.spanId(row);
            return id == 0 ? SpanTable.NONE : spans.find(block.traceIdHigh(row), block.traceIdLow(row), id);
        }
        if (block.segment() != segment) {
            segment = block.segment();
            naming.clear();
        }
        int template = block.template(row);
        boolean may = template < 0
                || naming.computeIfAbsent(
                        template, key -> InlineIds.mayStandIn(block.templates().get(key)));
        return may && inline.read(block, row)
                ? spans.find(inline.traceHigh, inline.traceLow, inline.spanId)
                : SpanTable.NONE;
    }

    private void add(int ofSpan, Block block, int row) throws IOException {
        if (size == span.length) {
            int more = size * 2;
            span = Arrays.copyOf(span, more);
            time = Arrays.copyOf(time, more);
            source = Arrays.copyOf(source, more);
            ordinal = Arrays.copyOf(ordinal, more);
            statement = Arrays.copyOf(statement, more);
        }
        span[size] = ofSpan;
        time[size] = block.time(row);
        source[size] = block.source().id();
        ordinal[size] = block.ordinal(row);
        statement[size++] = ids.computeIfAbsent(Statement.of(block, row), text -> {
            statements.add(text);
            return statements.size() - 1;
        });
    }

    /** By span, then time, then place in the source: counting, and insertion within a span. */
    private void sort() {
        for (int i = 0; i < size; i++) {
            from[span[i] + 1]++;
        }
        for (int i = 1; i < from.length; i++) {
            from[i] += from[i - 1];
        }
        int[] filled = new int[from.length];
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int first = from[span[i]];
            int at = first + filled[span[i]]++;
            while (at > first && isAfter(order[at - 1], i)) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = i;
        }
        statement = gather(statement, order);
        source = gather(source, order);
        long[] oldTime = time;
        long[] oldOrdinal = ordinal;
        time = Arrays.stream(order).mapToLong(i -> oldTime[i]).toArray();
        ordinal = Arrays.stream(order).mapToLong(i -> oldOrdinal[i]).toArray();
        span = new int[0];
    }

    private boolean isAfter(int a, int b) {
        // Within a source its own order counts: a wrapper's clock may lag behind the record it wraps.
        return source[a] == source[b] ? ordinal[a] > ordinal[b] : time[a] > time[b];
    }

    private static int[] gather(int[] values, int[] order) {
        return Arrays.stream(order).map(i -> values[i]).toArray();
    }

    EventId event(int record) {
        return new EventId(source[record], ordinal[record]);
    }

    long time(int record) {
        return time[record];
    }
}
