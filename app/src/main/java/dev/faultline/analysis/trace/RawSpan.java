package dev.faultline.analysis.trace;

import dev.faultline.model.EventId;
import dev.faultline.model.Severity;
import dev.faultline.store.Block;
import dev.faultline.store.Column;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A span as the evidence has it; ids are 64 bits, 0 for none. */
record RawSpan(
        EventId id,
        long spanId,
        long parentId,
        @Nullable String service,
        @Nullable String name,
        long start,
        long duration,
        boolean failed,
        Block block,
        int row) {
    static RawSpan read(Block block, int row) throws IOException {
        return new RawSpan(
                new EventId(block.source().id(), block.ordinal(row)),
                block.spanId(row),
                block.parentId(row),
                value(block, row, Column.SERVICE),
                value(block, row, Column.NAME),
                block.time(row),
                block.duration(row),
                block.severityNumber(row) >= Severity.ERROR.number(),
                block,
                row);
    }

    private static @Nullable String value(Block block, int row, Column column) {
        int id = block.value(column, row);
        return id < 0 ? null : block.dictionary(column).get(id);
    }

    long end() {
        return start + Math.max(0, duration);
    }

    /** What the instrumentation calls its side of a call: {@code server}, {@code client}…; empty where it does not say. */
    String kind() throws IOException {
        var kind = block.attributes(row).get("span.kind");
        return kind == null ? "" : kind.toString();
    }
}
