package dev.faultline.changes;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.onset.Onset;
import dev.faultline.analysis.onset.OnsetDetector;
import dev.faultline.analysis.onset.WindowChoice;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.analysis.stats.CaseFigures;
import dev.faultline.analysis.suspect.SuspectList;
import dev.faultline.analysis.suspect.Suspects;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The suspects of a case with the code history that was imported into it, and what rests on them. */
public final class RankedSuspects {
    private RankedSuspects() {}

    /** Around the onset that the case itself shows; nothing where none stands out. */
    public static Optional<SuspectList> of(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        Optional<Windows> windows = WindowChoice.of(reader, null, null, cancelled);
        if (windows.isEmpty()) {
            return Optional.empty();
        }
        try (CodeHistory history = new ImportedHistory(reader)) {
            return Optional.of(Suspects.rank(reader, windows.get(), history, cancelled));
        }
    }

    /** What a case adds to the statistics; nothing where no onset stands out. */
    public static Optional<CaseFigures> figures(Case open, BooleanSupplier cancelled) throws IOException {
        Optional<Onset> onset = OnsetDetector.first(OnsetDetector.all(open.reader(), cancelled));
        Optional<SuspectList> suspects = onset.isEmpty() ? Optional.empty() : of(open.reader(), cancelled);
        return suspects.isEmpty()
                ? Optional.empty()
                : Optional.of(CaseFigures.of(open, onset.orElseThrow(), suspects.get(), cancelled));
    }
}
