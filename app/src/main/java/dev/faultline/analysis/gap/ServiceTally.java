package dev.faultline.analysis.gap;

import dev.faultline.model.EventId;
import dev.faultline.store.Block;
import java.util.ArrayList;
import java.util.List;

/** What the case holds of one service. */
final class ServiceTally {
    final String name;
    long logs;
    long logsWithTrace;
    long spans;
    Language language = Language.OTHER;
    final List<EventId> someSpans = new ArrayList<>();
    final List<EventId> someLogs = new ArrayList<>();
    /** Log records per slice of the case's log traffic. */
    final long[] slices;

    ServiceTally(String name, int slices) {
        this.name = name;
        this.slices = new long[slices];
    }

    static void keep(List<EventId> ids, Block block, int row) {
        if (ids.size() < 10) {
            ids.add(new EventId(block.source().id(), block.ordinal(row)));
        }
    }
}
