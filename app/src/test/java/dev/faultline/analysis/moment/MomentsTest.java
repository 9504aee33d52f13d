package dev.faultline.analysis.moment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.Imported;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MomentsTest {
    @TempDir
    Path folder;

    private List<Moment> moments(int failsFrom, int limit) throws IOException {
        StringBuilder log = new StringBuilder("2020-01-01T00:00:00.000Z INFO [main] shop.Orders - a stray old line\n");
        for (int second = 0; second < 600; second++) {
            String time = String.format("2026-03-05T14:%02d:%02d.000Z", second / 60, second % 60);
            boolean fails = second >= failsFrom && second % 3 == 0;
            log.append(time)
                    .append(fails ? " ERROR" : " INFO")
                    .append(" [main] shop.Orders - order ")
                    .append(second);
            log.append(fails ? " failed\n" : " placed for its customer\n");
        }
        try (Imported made = Imported.text(folder, "orders.log", log.toString())) {
            return Moments.of(made.reader(), TimeRange.ALL, limit, () -> false).moments();
        }
    }

    private static long time(String text) {
        return Timestamps.parse(text).orElseThrow();
    }

    @Test
    void theOnsetIsWhereTheShareOfErrorsRises() throws IOException {
        List<Moment> moments = moments(300, 100);
        assertThat(moments)
                .filteredOn(moment -> moment.type() == Moment.Type.ERROR_ONSET)
                .singleElement()
                .satisfies(onset -> {
                    assertThat(onset.approximate()).isTrue();
                    assertThat(onset.time()).isBetween(time("2026-03-05T14:05:00Z"), time("2026-03-05T14:05:10Z"));
                    assertThat(onset.sentence()).contains("against 0 of 30");
                });
        assertThat(moments)
                .filteredOn(moment -> moment.type() == Moment.Type.FIRST_ERROR)
                .singleElement()
                .satisfies(first -> {
                    assertThat(first.time()).isEqualTo(time("2026-03-05T14:05:00Z"));
                    assertThat(first.sentence()).isEqualTo("first of 100: log order 300 failed");
                });
    }

    @Test
    void errorsFromTheStartHaveNoOnset() throws IOException {
        assertThat(moments(0, 100)).noneMatch(moment -> moment.type() == Moment.Type.ERROR_ONSET);
    }

    @Test
    void aLimitKeepsTheOnset() throws IOException {
        assertThat(moments(300, 1)).singleElement().satisfies(moment -> assertThat(moment.type())
                .isEqualTo(Moment.Type.ERROR_ONSET));
    }
}
