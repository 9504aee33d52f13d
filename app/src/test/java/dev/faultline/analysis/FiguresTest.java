package dev.faultline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.signal.Figures;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Lengths of time as a person says them. */
final class FiguresTest {
    @Test
    void aLengthOfTimeHasTheUnitsThatSuitIt() {
        assertThat(Figures.duration(12_000)).isEqualTo("12 µs");
        assertThat(said(Duration.ofMillis(16).plusNanos(400_000))).isEqualTo("16.4 ms");
        assertThat(said(Duration.ofMillis(2_500))).isEqualTo("2.50 s");
        assertThat(said(Duration.ofSeconds(60))).isEqualTo("1 min");
        assertThat(said(Duration.ofMillis(2_413_450))).isEqualTo("40 min 13 s");
        assertThat(said(Duration.ofHours(47).plusMinutes(5))).isEqualTo("47 h 5 min");
        assertThat(said(Duration.ofDays(3).plusHours(2))).isEqualTo("3 d 2 h");
        assertThat(said(Duration.ofMillis(304_519_895_530L))).isEqualTo("9 y 239 d");
        assertThat(said(Duration.ofMinutes(-5))).isEqualTo("-5 min");
    }

    private static String said(Duration length) {
        return Figures.duration(length.toNanos());
    }
}
