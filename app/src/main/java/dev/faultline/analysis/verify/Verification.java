package dev.faultline.analysis.verify;

import dev.faultline.analysis.compare.ExactTest;
import dev.faultline.analysis.signal.Figures;
import dev.faultline.model.EventId;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Whether a failure is gone.
 *
 * @param verdict what can be said
 * @param signature what was counted
 * @param before the period in which it failed
 * @param after the period since the fix
 * @param failuresBefore failures before the fix
 * @param exposureBefore traffic before the fix
 * @param failuresAfter failures after it
 * @param exposureAfter traffic after it
 * @param needed traffic without a failure that it takes to say fixed; {@link Long#MAX_VALUE} where no failure was seen
 * @param enoughAt when the traffic after the fix was enough to say so; nothing where it is not fixed
 * @param confidence how sure "fixed" is to be
 * @param sentence the verdict with its counts, for a person
 * @param events the failures after the fix, else some from before
 */
public record Verification(
        Verdict verdict,
        Signature signature,
        TimeRange before,
        TimeRange after,
        long failuresBefore,
        long exposureBefore,
        long failuresAfter,
        long exposureAfter,
        long needed,
        OptionalLong enoughAt,
        double confidence,
        String sentence,
        List<EventId> events) {
    private static final int MOST_EXAMPLES = 10;

    /** Copies the events. */
    public Verification {
        events = List.copyOf(events);
    }

    /** Counts failures and exposure in both periods and judges. */
    public static Verification of(
            CaseReader reader,
            Signature signature,
            TimeRange before,
            TimeRange after,
            double confidence,
            BooleanSupplier cancelled)
            throws IOException, QuerySyntaxException {
        return of(reader, before, signature, reader, after, signature, confidence, cancelled);
    }

    /**
     * The same where the evidence of afterwards is another case, such as one of a staging system, or other traffic, such as
     * that of a canary.
     */
    public static Verification of(
            CaseReader readerBefore,
            TimeRange before,
            Signature signature,
            CaseReader readerAfter,
            TimeRange after,
            Signature signatureAfter,
            double confidence,
            BooleanSupplier cancelled)
            throws IOException, QuerySyntaxException {
        Hits failed = search(readerBefore, signature.failure(), before, cancelled);
        Hits failing = search(readerAfter, signatureAfter.failure(), after, cancelled);
        Hits exposed = search(readerAfter, signatureAfter.exposure(), after, cancelled);
        long exposureBefore =
                search(readerBefore, signature.exposure(), before, cancelled).count();
        long exposureAfter = exposed.count();
        // Failures that the exposure query does not find were traffic too.
        long allBefore = Math.max(exposureBefore, failed.count());
        long allAfter = Math.max(exposureAfter, failing.count());
        Verdict verdict = FixRule.of(failed.count(), allBefore, failing.count(), allAfter, confidence);
        long needed = FixRule.needed(failed.count(), allBefore, confidence);
        return new Verification(
                verdict,
                signatureAfter,
                before,
                after,
                failed.count(),
                allBefore,
                failing.count(),
                allAfter,
                needed,
                verdict == Verdict.FIXED
                        ? OptionalLong.of(exposed.page(needed - 1, 1).getFirst().time())
                        : OptionalLong.empty(),
                confidence,
                sentence(verdict, failed.count(), allBefore, failing.count(), allAfter, needed, confidence),
                (failing.count() > 0 ? failing : failed).ids(0, MOST_EXAMPLES));
    }

    private static Hits search(CaseReader reader, String query, TimeRange range, BooleanSupplier cancelled)
            throws IOException, QuerySyntaxException {
        return Search.run(reader, QueryParser.parse(query), range, cancelled);
    }

    private static String sentence(
            Verdict verdict,
            long failuresBefore,
            long exposureBefore,
            long failuresAfter,
            long exposureAfter,
            long needed,
            double confidence) {
        String was = "before the fix " + Figures.share(failuresBefore, exposureBefore) + " failed";
        return switch (verdict) {
            case NOT_FIXED -> was + "; after it " + Figures.share(failuresAfter, exposureAfter) + " still fail";
            case FIXED ->
                was + "; after it none of " + String.format(Locale.ROOT, "%,d", exposureAfter) + ", where "
                        + String.format(Locale.ROOT, "%,d", needed) + " are enough to be "
                        + Math.round(confidence * 100) + " % sure"
                        + lowEnd(failuresBefore, exposureBefore, exposureAfter, confidence);
            case NOT_ENOUGH_EVIDENCE -> was + "; " + missing(failuresBefore, exposureAfter, needed);
        };
    }

    /** The share before is itself an estimate; where its lower end would ask for more, that is said. */
    private static String lowEnd(long failures, long exposure, long seen, double confidence) {
        double low = ExactTest.lowest(failures, exposure, confidence);
        long most = low <= 0
                ? Long.MAX_VALUE
                : (long) Math.ceil(Math.log(1 - confidence) / Math.log1p(-Math.min(low, 1 - 1e-9)));
        return seen >= most
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; the share before may be as low as %.2g %%, then it would take %,d",
                        low * 100,
                        most);
    }

    private static String missing(long failuresBefore, long exposureAfter, long needed) {
        if (failuresBefore == 0) {
            return "without a failure before the fix nothing can be said to be gone";
        }
        if (exposureAfter == 0) {
            return String.format(
                    Locale.ROOT, "no traffic since the fix: %,d requests without a failure would be enough", needed);
        }
        return String.format(
                Locale.ROOT,
                "after it none of %,d failed, but %,d are needed: %,d are missing",
                exposureAfter,
                needed,
                needed - exposureAfter);
    }
}
