package dev.faultline.analysis.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.Imported;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatternsTest {
    @TempDir
    Path folder;

    private Imported made;

    private static long at(int second) {
        return Timestamps.parse("2026-03-05T14:00:00Z").orElseThrow() + second * 1_000_000_000L;
    }

    /** A hundred seconds of a heartbeat; from second 50 a failure each, the cache stops, and requests triple. */
    @BeforeEach
    void write() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int second = 0; second < 100; second++) {
            String time = Timestamps.format(at(second)).replaceAll("000000Z$", "Z");
            log.append(time + " INFO [main] shop.Orders - heartbeat number " + second + "\n");
            for (int i = 0; i < (second < 50 ? 1 : 3); i++) {
                log.append(time + " INFO [main] shop.Orders - request " + i + " served by worker\n");
            }
            log.append(
                    second < 50
                            ? time + " DEBUG [main] shop.Cache - cache holds " + second + " entries\n"
                            : time + " ERROR [main] shop.Orders - order " + second + " failed for good\n");
        }
        made = Imported.text(folder, "orders.log", log.toString());
    }

    @AfterEach
    void close() throws IOException {
        made.close();
    }

    private Patterns patterns(int from, int to) throws IOException {
        TimeRange range = new TimeRange(at(from), at(to));
        return Patterns.of(made.search("kind:log", range), range, 10, () -> false);
    }

    private static LogPattern named(Patterns patterns, String word) {
        return patterns.patterns().stream()
                .filter(pattern -> pattern.template().contains(word))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyLogRecordIsInOnePattern() throws IOException {
        Patterns all = patterns(0, 100);
        assertThat(all.logs()).isEqualTo(400);
        assertThat(all.without()).isZero();
        assertThat(all.patterns().stream().mapToLong(LogPattern::count).sum()).isEqualTo(400);
    }

    @Test
    void aPatternKnowsItsLife() throws IOException {
        LogPattern failed = named(patterns(0, 100), "failed");
        assertThat(failed.template()).isEqualTo("order <*> failed for good");
        assertThat(failed.count()).isEqualTo(50);
        assertThat(failed.first()).isEqualTo(at(50));
        assertThat(failed.last()).isEqualTo(at(99));
        assertThat(failed.worst()).isEqualTo(Severity.ERROR);
        assertThat(failed.exampleMessage()).isEqualTo("order 50 failed for good");
        assertThat(failed.trend()).containsExactly(0L, 0L, 0L, 0L, 0L, 10L, 10L, 10L, 10L, 10L);
    }

    @Test
    void aPatternsIdFindsItsEvents() throws IOException {
        LogPattern failed = named(patterns(0, 100), "failed");
        assertThat(made.search("pattern:" + failed.id()).count()).isEqualTo(failed.count());
    }

    @Test
    void saysWhatABaselineDidNotHave() throws IOException {
        PatternComparison comparison = PatternComparison.of(
                patterns(50, 100), new TimeRange(at(50), at(100)), patterns(0, 50), new TimeRange(at(0), at(50)));
        assertThat(comparison.rows())
                .extracting(row -> row.change().label() + " " + row.pattern().template())
                .containsExactlyInAnyOrder(
                        "new order <*> failed for good",
                        "gone cache holds <*> entries",
                        "more request <*> served by worker",
                        "same heartbeat number <*>");
    }

    @Test
    void comparesRatesOfWindowsOfDifferentLengths() throws IOException {
        PatternComparison comparison = PatternComparison.of(
                patterns(90, 100), new TimeRange(at(90), at(100)), patterns(0, 50), new TimeRange(at(0), at(50)));
        PatternComparison.Row heartbeat = comparison.rows().stream()
                .filter(row -> row.pattern().template().startsWith("heartbeat"))
                .findFirst()
                .orElseThrow();
        assertThat(heartbeat.change()).isEqualTo(PatternComparison.Change.SAME);
        assertThat(heartbeat.sentence()).contains("10 in 10.0 s against 50 in 50.0 s");
    }

    @Test
    void saysWhatStandsInTheOpenPlaces() throws IOException {
        LogPattern failed = named(patterns(0, 100), "failed");
        PatternVariables found =
                PatternVariables.of(failed.id(), made.search("pattern:" + failed.id()), 3, () -> false);
        assertThat(found.variables()).singleElement().satisfies(variable -> {
            assertThat(variable.after()).isEqualTo("order");
            assertThat(variable.distinct()).isEqualTo(50);
            assertThat(variable.numbers()).isEqualTo(new PatternVariables.Numbers(50, 50, 74, 96, 99));
        });
        assertThat(PatternVariables.number("took=35ms,")).isEqualTo(35.0);
        assertThat(PatternVariables.number("10.0.0.1")).isNull();
        assertThat(String.join(" ", PatternVariables.tokens("  a   b  "))).isEqualTo("  a   b  ");
    }
}
