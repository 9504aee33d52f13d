package dev.faultline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.series.SeriesCatalog;
import dev.faultline.analysis.series.SeriesPlot;
import dev.faultline.analysis.series.SeriesSummary;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics as series: what is offered first, and what is drawn. */
class SeriesTest {
    private static final long ONSET = Timestamps.parse("2026-03-05T10:30:00Z").orElseThrow();

    @TempDir
    Path folder;

    @Test
    void theSeriesThatChangedAtTheOnsetComesFirstAndSaysWhy() throws IOException {
        try (Imported table = table()) {
            List<SeriesSummary> all = SeriesCatalog.read(table.reader(), OptionalLong.of(ONSET), () -> false)
                    .series();
            assertThat(all).extracting(SeriesSummary::name).first().isEqualTo("payment queue_depth");
            assertThat(all.getFirst().sentence())
                    .contains("30 samples of the hour before")
                    .contains("97");
        }
    }

    @Test
    void aColumnKeepsItsExactExtremes() throws IOException {
        try (Imported table = table()) {
            SeriesSummary depth = SeriesCatalog.read(table.reader(), OptionalLong.of(ONSET), () -> false)
                    .series()
                    .getFirst();
            TimeRange hour = new TimeRange(ONSET - 1_800_000_000_000L, ONSET + 1_800_000_000_000L);
            SeriesPlot plot = SeriesPlot.read(table.reader(), List.of(depth.key()), hour, 2, () -> false)
                    .getFirst();
            assertThat(List.of(plot.count(0), plot.count(1))).containsExactly(30, 30);
            // A single sample of 7 among the fives, a single one of 300 among the nineties.
            assertThat(List.of(plot.least(0), plot.most(0))).containsExactly(5.0, 7.0);
            assertThat(List.of(plot.least(1), plot.most(1))).containsExactly(90.0, 300.0);
            assertThat(plot.mostAt(1)).isNotNull();
        }
    }

    @Test
    void aCounterIsDrawnAsItsGrowthAndARestartIsNotANegativeRate() throws IOException {
        StringBuilder text = new StringBuilder("# TYPE requests counter\n");
        for (int i = 0; i < 20; i++) {
            long value = i < 10 ? i * 600L : (i - 10) * 1200L;
            text.append(String.format(
                    Locale.ROOT, "requests_total{job=\"shop\"} %d %d%n", value, ONSET / 1_000_000_000 + i * 60));
        }
        text.append("# EOF\n");
        try (Imported scrape = Imported.text(folder, "scrape.openmetrics.txt", text.toString())) {
            SeriesSummary requests = SeriesCatalog.read(scrape.reader(), OptionalLong.empty(), () -> false)
                    .series()
                    .getFirst();
            SeriesPlot plot = SeriesPlot.read(
                            scrape.reader(),
                            List.of(requests.key()),
                            new TimeRange(ONSET, ONSET + 1_200_000_000_000L),
                            1,
                            () -> false)
                    .getFirst();
            assertThat(plot.isPerSecond()).isTrue();
            assertThat(List.of(plot.least(0), plot.most(0))).containsExactly(10.0, 20.0);
            assertThat(plot.count(0)).isEqualTo(18);
        }
    }

    /** An hour of minutes: the queue grows at the onset, the rest stays. */
    private Imported table() throws IOException {
        StringBuilder text = new StringBuilder("timestamp,service,cpu,queue_depth,threads\n");
        for (int i = 0; i < 60; i++) {
            long depth = i < 30 ? (i == 12 ? 7 : 5) : (i == 44 ? 300 : 90);
            text.append(String.format(
                    Locale.ROOT, "2026-03-05T10:%02d:00Z,payment,%d,%d,%d%n", i, 40 + i % 3, depth, 20 + i % 2));
        }
        return Imported.text(folder, "metrics.csv", text.toString());
    }
}
