package dev.faultline.analysis.verify;

import dev.faultline.analysis.onset.Onset;
import dev.faultline.analysis.onset.OnsetDetector;
import dev.faultline.model.TimeRange;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What failed before a fix, and since when.
 *
 * @param signature what to look for again
 * @param range from the onset, or the start of the case where a person said what failed, to the fix
 */
public record FailureBefore(Signature signature, TimeRange range) {
    /**
     * Looks for it.
     *
     * @param given what a person says failed; null for the strongest of the failure's signs before the fix
     * @return nothing where nobody said and nothing stands out
     */
    public static Optional<FailureBefore> of(
            CaseReader reader, @Nullable Signature given, FixMoment fix, BooleanSupplier cancelled) throws IOException {
        if (given != null) {
            long start = reader.range().orElse(TimeRange.ALL).from();
            return Optional.of(new FailureBefore(given, new TimeRange(Math.min(start, fix.time()), fix.time())));
        }
        Optional<Onset> onset = OnsetDetector.first(OnsetDetector.all(reader, cancelled).stream()
                .filter(one -> one.time() < fix.time())
                .toList());
        return onset.map(found -> new FailureBefore(Signature.of(found), new TimeRange(found.time(), fix.time())));
    }
}
