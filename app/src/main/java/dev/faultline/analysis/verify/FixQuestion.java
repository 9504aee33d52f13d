package dev.faultline.analysis.verify;

import dev.faultline.model.TimeRange;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a failure is gone, and by whose traffic that is to be judged.
 *
 * @param given what failed and what would have; null for the failure's own signature
 * @param by whose traffic
 * @param canary finds the traffic of the new version; empty where that is not asked
 * @param over how long after the fix to look, in nanoseconds; {@link Long#MAX_VALUE} for to the end
 * @param confidence how sure fixed is to be, between 0 and 1
 */
public record FixQuestion(@Nullable Signature given, JudgedBy by, String canary, long over, double confidence) {
    /** The moment of a fix that is not deployed yet: the end of the evidence. */
    public static FixMoment notDeployed(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        long end = reader.range().orElse(TimeRange.ALL).to();
        return new FixMoment(end, "not deployed yet", Releases.of(reader, cancelled));
    }

    /**
     * Counts and judges.
     *
     * @param moment when the fix was
     * @param staging the evidence of the other system; null where it is not judged by one
     * @return nothing where no failure stands out before the fix
     * @throws QuerySyntaxException where a query of the signature is wrong
     */
    public Optional<Verification> answer(
            CaseReader reader, FixMoment moment, @Nullable CaseReader staging, BooleanSupplier cancelled)
            throws IOException, QuerySyntaxException {
        Optional<FailureBefore> failed = FailureBefore.of(reader, given, moment, cancelled);
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        Signature signature = failed.get().signature();
        TimeRange before = failed.get().range();
        return Optional.of(
                switch (by) {
                    case PRODUCTION -> Verification.of(reader, signature, before, after(moment), confidence, cancelled);
                    case CANARY ->
                        Verification.of(
                                reader,
                                before,
                                signature.without(canary),
                                reader,
                                before,
                                signature.within(canary),
                                by,
                                confidence,
                                cancelled);
                    case STAGING ->
                        Verification.of(
                                reader,
                                before,
                                signature,
                                Objects.requireNonNull(staging),
                                TimeRange.ALL,
                                signature,
                                by,
                                confidence,
                                cancelled);
                });
    }

    private TimeRange after(FixMoment moment) {
        boolean endless = over == Long.MAX_VALUE || moment.time() > Long.MAX_VALUE - over;
        return new TimeRange(moment.time(), endless ? Long.MAX_VALUE : Math.max(moment.time(), moment.time() + over));
    }
}
