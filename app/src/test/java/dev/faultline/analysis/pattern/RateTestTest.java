package dev.faultline.analysis.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateTestTest {
    @Test
    void isTheBinomialTail() {
        // 8 heads of 10: (45 + 10 + 1) / 1024, twice.
        assertThat(RateTest.twoSided(8, 1, 2, 1)).isCloseTo(112.0 / 1024, within(1e-9));
        assertThat(RateTest.twoSided(2, 1, 8, 1)).isCloseTo(112.0 / 1024, within(1e-9));
        assertThat(RateTest.twoSided(5, 1, 0, 3)).isCloseTo(2 * Math.pow(0.25, 5), within(1e-12));
    }

    @Test
    void findsNothingInEqualRates() {
        assertThat(RateTest.twoSided(10, 1, 100, 10)).isGreaterThan(0.9);
        assertThat(RateTest.twoSided(0, 1, 0, 10)).isEqualTo(1);
    }

    @Test
    void staysRightForLargeCounts() {
        assertThat(RateTest.twoSided(1_000_000, 1, 1_000_000, 1)).isGreaterThan(0.99);
        assertThat(RateTest.twoSided(2_000_000, 1, 1_000_000, 1)).isLessThan(1e-100);
    }
}
