package dev.faultline.analysis.compare;

/** Exact two-sided tests and intervals; no approximation by a normal curve, for counts are often small. */
public final class ExactTest {
    private static final double SLACK = 1e-7;
    private static final int STEPS = 200;

    private ExactTest() {}

    /**
     * Whether two counts come from the same rate: given their sum, the second is binomial with the share of its exposure.
     *
     * @return the probability of a split at least as unlikely, where the rates are equal
     */
    public static double rates(long count0, double exposure0, long count1, double exposure1) {
        if (exposure0 <= 0 || exposure1 <= 0) {
            return 1;
        }
        return binomial(count1, count0 + count1, exposure1 / (exposure0 + exposure1));
    }

    /** The probability of an outcome at least as unlikely as this many hits of all, each with this chance. */
    public static double binomial(long hits, long all, double chance) {
        if (all == 0) {
            return 1;
        }
        double observed = logMass(hits, all, chance);
        double sum = 0;
        if (all <= 200_000) {
            for (long k = 0; k <= all; k++) {
                double mass = logMass(k, all, chance);
                if (mass <= observed + SLACK) {
                    sum += Math.exp(mass);
                }
            }
            return Math.min(1, sum);
        }
        // Of so many the two tails are alike: twice the smaller one, its terms summed until they vanish.
        return Math.min(1, 2 * Math.min(tail(hits, all, chance, -1), tail(hits, all, chance, 1)));
    }

    private static double tail(long hits, long all, double chance, int direction) {
        double sum = 0;
        for (long k = hits; k >= 0 && k <= all; k += direction) {
            double mass = Math.exp(logMass(k, all, chance));
            sum += mass;
            if (mass < sum * 1e-12 || sum > 0.5) {
                break;
            }
        }
        return sum;
    }

    private static double logMass(long hits, long all, double chance) {
        if (chance <= 0) {
            return hits == 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        if (chance >= 1) {
            return hits == all ? 0 : Double.NEGATIVE_INFINITY;
        }
        return logFactorial(all)
                - logFactorial(hits)
                - logFactorial(all - hits)
                + hits * Math.log(chance)
                + (all - hits) * Math.log1p(-chance);
    }

    /** Stirling's series beyond small numbers; good to twelve digits. */
    static double logFactorial(long n) {
        if (n < 20) {
            double product = 1;
            for (long i = 2; i <= n; i++) {
                product *= i;
            }
            return Math.log(product);
        }
        double x = n + 1.0;
        return (x - 0.5) * Math.log(x)
                - x
                + 0.5 * Math.log(2 * Math.PI)
                + 1 / (12 * x)
                - 1 / (360 * x * x * x)
                + 1 / (1260 * x * x * x * x * x);
    }

    /** The lower end of Clopper and Pearson's interval for a share. */
    public static double lowest(long hits, long all, double confidence) {
        return hits == 0 ? 0 : solve(all, hits, (1 - confidence) / 2, true);
    }

    /** The upper end of Clopper and Pearson's interval for a share. */
    public static double highest(long hits, long all, double confidence) {
        return hits == all ? 1 : solve(all, hits, (1 - confidence) / 2, false);
    }

    private static double solve(long all, long hits, double tail, boolean low) {
        double from = 0;
        double to = 1;
        for (int i = 0; i < STEPS && to - from > 1e-12; i++) {
            double middle = (from + to) / 2;
            double mass = low ? tail(hits, all, middle, 1) : tail(hits, all, middle, -1);
            boolean tooFar = low ? mass > tail : mass < tail;
            if (tooFar) {
                to = middle;
            } else {
                from = middle;
            }
        }
        return (from + to) / 2;
    }
}
