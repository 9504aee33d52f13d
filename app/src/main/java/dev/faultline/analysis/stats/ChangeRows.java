package dev.faultline.analysis.stats;

import dev.faultline.model.Change;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** The commits before an onset and the alerts of a case, read once. */
final class ChangeRows {
    private final Map<String, Exposed> exposed = new HashMap<>();
    private final List<Long> alerts = new ArrayList<>();

    private ChangeRows() {}

    static ChangeRows of(CaseReader reader, long onset, BooleanSupplier cancelled) throws IOException {
        ChangeRows rows = new ChangeRows();
        for (Block block : reader.blocks()) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the figures were cancelled");
            }
            if (block.kindCount(Kind.CHANGE.ordinal()) > 0 || block.kindCount(Kind.ALERT.ordinal()) > 0) {
                rows.read(block, onset);
            }
        }
        return rows;
    }

    private void read(Block block, long onset) throws IOException {
        for (int row = 0; row < block.size(); row++) {
            if (block.timeQuality(row) == TimeQuality.NONE) {
                continue;
            }
            long time = block.time(row);
            if (block.kind(row) == Kind.ALERT.ordinal()) {
                alerts.add(time);
            } else if (block.kind(row) == Kind.CHANGE.ordinal()
                    && time < onset
                    && block.detail(row) instanceof Change change
                    // Merges repeat their commits.
                    && change.type().equals("commit")
                    && change.revision() != null) {
                long added = change.files().stream()
                        .mapToLong(file -> Math.max(0, file.added()))
                        .sum();
                exposed.put(change.revision(), new Exposed(change.attribution().author(), added));
            }
        }
    }

    Map<String, Exposed> exposed() {
        return exposed;
    }

    /** From the onset to the first alert after it. */
    OptionalLong firstAlert(long onset) {
        return alerts.stream()
                .mapToLong(time -> time - onset)
                .filter(since -> since >= 0)
                .min();
    }
}
