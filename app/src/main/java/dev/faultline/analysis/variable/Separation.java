package dev.faultline.analysis.variable;

/** How well a yes or no separates two groups. */
final class Separation {
    private Separation() {}

    /** Mutual information of predicate and outcome, bits; 0 where the predicate is not more common among the failing. */
    static double information(int failing, int failingOf, int passing, int passingOf) {
        if (failingOf == 0 || passingOf == 0 || (long) failing * passingOf <= (long) passing * failingOf) {
            return 0;
        }
        double n = failingOf + (double) passingOf;
        double holds = failing + (double) passing;
        return term(failing, holds, failingOf, n)
                + term(passing, holds, passingOf, n)
                + term(failingOf - failing, n - holds, failingOf, n)
                + term(passingOf - passing, n - holds, passingOf, n);
    }

    private static double term(double both, double row, double column, double n) {
        return both == 0 ? 0 : both / n * Math.log(both * n / (row * column)) / Math.log(2);
    }

    /** Fisher's exact test, one-sided: as many or more of those for which it holds among the failing. */
    static double chance(int failing, int failingOf, int passing, int passingOf) {
        int holds = failing + passing;
        int n = failingOf + passingOf;
        double sum = 0;
        for (int k = failing; k <= Math.min(holds, failingOf); k++) {
            if (holds - k <= passingOf) {
                sum += Math.exp(choose(failingOf, k) + choose(passingOf, holds - k) - choose(n, holds));
            }
        }
        return Math.min(1, sum);
    }

    private static double choose(int n, int k) {
        return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
    }

    private static double logFactorial(int n) {
        if (n < FACTORIALS.length) {
            return FACTORIALS[n];
        }
        double x = n + 1.0;
        // Stirling's series; beyond the table its error is below 1e-12.
        return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x * x * x);
    }

    private static final double[] FACTORIALS = factorials();

    private static double[] factorials() {
        double[] sums = new double[1024];
        for (int i = 2; i < sums.length; i++) {
            sums[i] = sums[i - 1] + Math.log(i);
        }
        return sums;
    }
}
