package dev.faultline.analysis.gap;

import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What the evidence of a case does not show.
 *
 * @param gaps by type, then the largest first
 */
public record Gaps(List<Gap> gaps) {
    /** Copies the list. */
    public Gaps {
        gaps = List.copyOf(gaps);
    }

    /** Looks for all of them. */
    public static Gaps of(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        List<Gap> gaps = new ArrayList<>();
        gaps.addAll(Services.gaps(reader, cancelled));
        gaps.addAll(TraceGaps.gaps(reader, cancelled));
        gaps.addAll(SnapshotGaps.gaps(reader, cancelled));
        gaps.addAll(SourceGaps.gaps(reader, cancelled));
        gaps.sort(Comparator.comparing(Gap::type)
                .thenComparing(Comparator.comparingLong(Gap::count).reversed())
                .thenComparing(Gap::subject));
        return new Gaps(gaps);
    }
}
