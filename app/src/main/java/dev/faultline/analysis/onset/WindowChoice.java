package dev.faultline.analysis.onset;

import dev.faultline.analysis.signal.Windows;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Which periods to compare where the investigator says less than both. */
public final class WindowChoice {
    private WindowChoice() {}

    /**
     * The incident is from the onset to the end of the case; the baseline is what lies before the incident, or after it where
     * nothing does. Nothing where no onset stands out.
     */
    public static Optional<Windows> of(
            CaseReader reader, @Nullable TimeRange incident, @Nullable TimeRange baseline, BooleanSupplier cancelled)
            throws IOException {
        TimeRange all = reader.range()
                .map(range -> new TimeRange(range.from(), range.to() == Long.MAX_VALUE ? range.to() : range.to() + 1))
                .orElse(TimeRange.ALL);
        TimeRange failing = incident;
        if (failing == null) {
            Optional<Onset> onset = OnsetDetector.first(OnsetDetector.all(reader, cancelled));
            if (onset.isEmpty()) {
                return Optional.empty();
            }
            failing = new TimeRange(onset.get().time(), Math.max(onset.get().time(), all.to()));
        }
        return Optional.of(new Windows(failing, baseline == null ? baseline(reader, failing, all) : baseline));
    }

    private static TimeRange baseline(CaseReader reader, TimeRange incident, TimeRange all) {
        TimeRange before = new TimeRange(Math.min(all.from(), incident.from()), incident.from());
        return hasRequests(reader, before) ? before : new TimeRange(incident.to(), Math.max(incident.to(), all.to()));
    }

    private static boolean hasRequests(CaseReader reader, TimeRange range) {
        for (Block block : reader.blocks()) {
            if (block.minTime() < range.to() && block.maxTime() >= range.from()) {
                for (int row = 0; row < block.size() && block.time(row) < range.to(); row++) {
                    if (range.contains(block.time(row)) && TimeBins.isRequest(block, row)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
