package dev.faultline.analysis.pattern;

/** Whether two counts over known lengths of time can come from one rate: exact, by the binomial of their sum. */
final class RateTest {
    private static final double[] LANCZOS = {
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-6,
        1.5056327351493116e-7
    };

    private RateTest() {}

    /** Twice the smaller tail, at most 1. */
    static double twoSided(long a, double lengthA, long b, double lengthB) {
        long n = a + b;
        if (n == 0 || lengthA <= 0 || lengthB <= 0) {
            return 1;
        }
        double share = lengthA / (lengthA + lengthB);
        double atLeast = a == 0 ? 1 : beta(share, (double) a, n - a + 1.0);
        double atMost = a == n ? 1 : 1 - beta(share, a + 1.0, (double) (n - a));
        // The complement cancels where the tail is tiny: take it from the other side then.
        double lower = a == n ? 1 : atMost < 1e-6 ? beta(1 - share, (double) (n - a), a + 1.0) : atMost;
        return Math.min(1, 2 * Math.min(atLeast, lower));
    }

    /** The regularised incomplete beta function, by its continued fraction (Lentz). */
    private static double beta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - beta(1 - x, b, a);
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        double tiny = 1e-300;
        double c = 1;
        double d = 1 - (a + b) * x / (a + 1);
        d = 1 / (Math.abs(d) < tiny ? tiny : d);
        double result = d;
        for (int m = 1; m < 10_000; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 + even * d;
            d = 1 / (Math.abs(d) < tiny ? tiny : d);
            c = 1 + even / c;
            c = Math.abs(c) < tiny ? tiny : c;
            result *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 + odd * d;
            d = 1 / (Math.abs(d) < tiny ? tiny : d);
            c = 1 + odd / c;
            c = Math.abs(c) < tiny ? tiny : c;
            double step = d * c;
            result *= step;
            if (Math.abs(step - 1) < 1e-12) {
                break;
            }
        }
        return front * result / a;
    }

    /** Lanczos's approximation, good to 15 digits for arguments of at least one half. */
    private static double logGamma(double value) {
        double x = value - 1;
        double sum = 0.9999999999998099;
        for (int i = 0; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x + i + 1);
        }
        double t = x + LANCZOS.length - 0.5;
        return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
