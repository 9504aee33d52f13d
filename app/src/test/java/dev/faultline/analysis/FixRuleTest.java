package dev.faultline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.compare.ExactTest;
import dev.faultline.analysis.verify.FixRule;
import dev.faultline.analysis.verify.Verdict;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule of a verdict, and simulated fixes that fixed nothing. */
class FixRuleTest {
    private static final double CONFIDENCE = 0.95;
    private static final int RUNS = 20_000;

    @ParameterizedTest
    @CsvSource({"200, 1000, 14", "20, 1000, 149", "1, 1000, 2995"})
    void needsAsManyRequestsAsThePlaybookSays(long failures, long exposure, long needed) {
        assertThat(FixRule.needed(failures, exposure, CONFIDENCE)).isEqualTo(needed);
        assertThat(FixRule.of(failures, exposure, 0, needed, CONFIDENCE)).isEqualTo(Verdict.FIXED);
        assertThat(FixRule.of(failures, exposure, 0, needed - 1, CONFIDENCE)).isEqualTo(Verdict.NOT_ENOUGH_EVIDENCE);
        assertThat(FixRule.of(failures, exposure, 1, needed * 100, CONFIDENCE)).isEqualTo(Verdict.NOT_FIXED);
    }

    @ParameterizedTest
    @CsvSource({"0.2", "0.02", "0.001"})
    void saysFixedFalselyInAtMostOneOfTwentyCases(double share) {
        Random random = new Random(1);
        long exposure = 1_000_000;
        long failures = Math.round(share * exposure);
        long needed = FixRule.needed(failures, exposure, CONFIDENCE);
        int falselyFixed = 0;
        for (int run = 0; run < RUNS; run++) {
            // The fix fixed nothing; the first failure after it is geometrically far away.
            double passed = Math.floor(Math.log(1 - random.nextDouble()) / Math.log1p(-share));
            long failed = passed < needed ? 1 : 0;
            falselyFixed += FixRule.of(failures, exposure, failed, needed, CONFIDENCE) == Verdict.FIXED ? 1 : 0;
        }
        assertThat((double) falselyFixed / RUNS).isLessThanOrEqualTo(0.05 + 0.003);
    }

    /** The share before is itself counted: drawn anew in each run, as is the traffic after a fix that fixed nothing. */
    @ParameterizedTest
    @CsvSource({"0.2", "0.02", "0.001"})
    void saysFixedFalselyInAtMostOneOfTwentyCasesWhereTheShareIsCountedToo(double share) {
        Random random = new Random(2);
        long needed = FixRule.needed(Math.round(share * 1_000_000), 1_000_000, CONFIDENCE);
        for (long before : new long[] {needed, needed * 20}) {
            for (double traffic : new double[] {0.5, 0.75, 1, 2}) {
                long after = Math.round(needed * traffic);
                int falselyFixed = 0;
                for (int run = 0; run < RUNS; run++) {
                    long failures = hits(random, before, share);
                    boolean failed = hits(random, after, share) > 0;
                    Verdict verdict = FixRule.of(failures, before, failed ? 1 : 0, after, CONFIDENCE);
                    falselyFixed += verdict == Verdict.FIXED ? 1 : 0;
                }
                assertThat((double) falselyFixed / RUNS)
                        .as("%d requests before, %d after", before, after)
                        .isLessThanOrEqualTo(0.05);
            }
        }
    }

    /** How many of them fail, by the gaps between failures. */
    private static long hits(Random random, long all, double share) {
        long hits = 0;
        double at = 0;
        while (true) {
            at += 1 + Math.floor(Math.log(1 - random.nextDouble()) / Math.log1p(-share));
            if (at > all) {
                return hits;
            }
            hits++;
        }
    }

    @Test
    void neverSaysFixedWithoutTraffic() {
        assertThat(FixRule.of(500, 500, 0, 0, CONFIDENCE)).isEqualTo(Verdict.NOT_ENOUGH_EVIDENCE);
        assertThat(FixRule.of(0, 0, 0, 1_000_000, CONFIDENCE)).isEqualTo(Verdict.NOT_ENOUGH_EVIDENCE);
    }

    @Test
    void testsCountsExactly() {
        assertThat(ExactTest.binomial(0, 5, 0.5)).isCloseTo(2.0 / 32, Offset.offset(1e-9));
        assertThat(ExactTest.binomial(3, 3, 0.5)).isCloseTo(0.25, Offset.offset(1e-9));
        assertThat(ExactTest.rates(10, 1, 10, 1)).isCloseTo(1, Offset.offset(1e-9));
        // Clopper and Pearson's interval for 6 of 22.
        assertThat(ExactTest.lowest(6, 22, 0.95)).isCloseTo(0.1073, Offset.offset(1e-3));
        assertThat(ExactTest.highest(6, 22, 0.95)).isCloseTo(0.5022, Offset.offset(1e-3));
    }
}
