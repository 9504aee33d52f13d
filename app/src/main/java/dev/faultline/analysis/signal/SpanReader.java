package dev.faultline.analysis.signal;

import dev.faultline.model.Kind;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Reads the spans of both windows; of more than a bound whole traces are left out, chosen by their id. */
final class SpanReader {
    private static final int MOST_SPANS = 2_000_000;

    private final List<Operation> operations = new ArrayList<>();
    private final Map<Operation, Integer> operationIds = new HashMap<>();
    /** Of the segment that is being read: the operation's id by service and name, offset by one. */
    private final Map<Long, Integer> inSegment = new HashMap<>();

    private int segment = -1;

    private SpanReader() {}

    static SpanTable read(CaseReader reader, Windows windows, BooleanSupplier cancelled) throws IOException {
        return new SpanReader().table(reader, windows, cancelled);
    }

    private SpanTable table(CaseReader reader, Windows windows, BooleanSupplier cancelled) throws IOException {
        int kind = Kind.SPAN.ordinal();
        long most = Rows.atMost(reader, windows, kind);
        int sampling = (int) Math.max(1, Math.ceilDiv(most, MOST_SPANS));
        SpanColumns columns = new SpanColumns((int) Math.min(most, MOST_SPANS + MOST_SPANS / 4));
        Rows.of(reader, windows, kind, cancelled, (block, row, incident) -> {
            boolean wanted = block.hasTraceId(row)
                    && !columns.isFull()
                    && isSampled(block.traceIdHigh(row), block.traceIdLow(row), sampling);
            if (wanted) {
                columns.add(block, row, operation(block, row), incident);
            }
        });
        return new SpanTable(columns, operations, sampling);
    }

    static boolean isSampled(long high, long low, int sampling) {
        return sampling == 1 || Math.floorMod(SpanIndex.mix(high ^ SpanIndex.mix(low)), sampling) == 0;
    }

    private int operation(Block block, int row) {
        if (block.segment() != segment) {
            segment = block.segment();
            inSegment.clear();
        }
        int service = block.value(Column.SERVICE, row);
        int name = block.value(Column.NAME, row);
        return inSegment.computeIfAbsent((long) service << 32 | name & 0xffffffffL, key -> {
            Operation operation = new Operation(text(block, Column.SERVICE, service), text(block, Column.NAME, name));
            return operationIds.computeIfAbsent(operation, added -> {
                operations.add(added);
                return operations.size() - 1;
            });
        });
    }

    static String text(Block block, Column column, int id) {
        return id < 0 ? "" : block.dictionary(column).get(id);
    }
}
