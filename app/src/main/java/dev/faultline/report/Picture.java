package dev.faultline.report;

import dev.faultline.model.Severity;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Events and errors over time.
 *
 * @param range what it covers
 * @param bars of equal widths, possibly none
 */
record Picture(TimeRange range, List<Bar> bars) {
    private static final int BARS = 60;

    Picture {
        bars = List.copyOf(bars);
    }

    /** One span of time. */
    record Bar(long from, long events, long errors) {}

    static Picture of(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        Optional<TimeRange> range = reader.range();
        if (range.isEmpty()) {
            return new Picture(TimeRange.ALL, List.of());
        }
        Hits all = Search.run(reader, new Query.All(), range.get(), cancelled);
        Query failing = new Query.Range("severity", Severity.ERROR.label(), true, null, true);
        Hits errors = Search.run(reader, failing, range.get(), cancelled);
        long width = Math.max(1, range.get().length() / BARS + 1);
        List<Bar> bars = new ArrayList<>();
        for (long at = range.get().from(); at < range.get().to() && bars.size() < BARS; at += width) {
            bars.add(new Bar(at, between(all, at, at + width), between(errors, at, at + width)));
        }
        return new Picture(range.get(), bars);
    }

    private static long between(Hits hits, long from, long to) {
        return hits.positionAt(to) - hits.positionAt(from);
    }

    long most() {
        return bars.stream().mapToLong(Bar::events).max().orElse(0);
    }
}
