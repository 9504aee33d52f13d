package dev.faultline.analysis.signal;

/** How surprising a difference between two samples is, on the scale of a standard normal deviate. */
public final class Likelihood {
    private Likelihood() {}

    /**
     * The signed root of the likelihood ratio of two shares: 0 where they are equal, above 2.5 where chance alone would
     * hardly make the second so much larger, negative where it is smaller.
     */
    public static double shareRose(double hits0, double all0, double hits1, double all1) {
        if (all0 <= 0 || all1 <= 0) {
            return 0;
        }
        double pooled = (hits0 + hits1) / (all0 + all1);
        double ratio = fit(hits0, all0, hits0 / all0)
                + fit(hits1, all1, hits1 / all1)
                - fit(hits0, all0, pooled)
                - fit(hits1, all1, pooled);
        return Math.signum(hits1 / all1 - hits0 / all0) * Math.sqrt(Math.max(0, 2 * ratio));
    }

    /** The same for counts over exposures, such as events over seconds. */
    public static double rateRose(double count0, double exposure0, double count1, double exposure1) {
        if (exposure0 <= 0 || exposure1 <= 0 || count0 + count1 <= 0) {
            return 0;
        }
        double pooled = (count0 + count1) / (exposure0 + exposure1);
        double ratio = term(count0, count0 / exposure0, pooled) + term(count1, count1 / exposure1, pooled);
        return Math.signum(count1 / exposure1 - count0 / exposure0) * Math.sqrt(Math.max(0, 2 * ratio));
    }

    private static double fit(double hits, double all, double share) {
        return (hits > 0 ? hits * Math.log(share) : 0) + (all > hits ? (all - hits) * Math.log(1 - share) : 0);
    }

    private static double term(double count, double rate, double pooled) {
        return count > 0 ? count * Math.log(rate / pooled) : 0;
    }
}
