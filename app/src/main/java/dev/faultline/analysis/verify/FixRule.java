package dev.faultline.analysis.verify;

/**
 * The rule of a verdict. With failure share p before, none of m requests after the fix failing is enough once (1 − p)^m ≤ 1 −
 * confidence; one failure is enough to say not fixed; no traffic never says fixed.
 */
public final class FixRule {
    private FixRule() {}

    /** How many requests without failure it takes; {@link Long#MAX_VALUE} where no failure was seen before. */
    public static long needed(long failuresBefore, long exposureBefore, double confidence) {
        if (failuresBefore <= 0 || exposureBefore <= 0) {
            return Long.MAX_VALUE;
        }
        double share = Math.min(1, (double) failuresBefore / exposureBefore);
        if (share >= 1) {
            return 1;
        }
        return (long) Math.ceil(Math.log(1 - confidence) / Math.log1p(-share));
    }

    /** The verdict on these counts. */
    public static Verdict of(
            long failuresBefore, long exposureBefore, long failuresAfter, long exposureAfter, double confidence) {
        if (failuresAfter > 0) {
            return Verdict.NOT_FIXED;
        }
        return exposureAfter > 0 && exposureAfter >= needed(failuresBefore, exposureBefore, confidence)
                ? Verdict.FIXED
                : Verdict.NOT_ENOUGH_EVIDENCE;
    }
}
