package dev.faultline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClocksTest {
    private static final long START = 1_795_204_800_000_000_000L;
    private static final long MILLISECOND = 1_000_000;
    private static final int TRACES = 20;

    @TempDir
    Path folder;

    /** Traces of one span each, 100 ms long, a second apart. */
    private String spans() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < TRACES; i++) {
            long from = START + i * 1000 * MILLISECOND;
            text.append(("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%s\",\"spanId\":\"%s\","
                            + "\"name\":\"pay\",\"startTimeUnixNano\":\"%d\",\"endTimeUnixNano\":\"%d\"}]}]}]}%n")
                    .formatted(trace(i), span(i), from, from + 100 * MILLISECOND));
        }
        return text.toString();
    }

    /** A record in each span, 30 to 70 ms after its start, by a clock that is wrong. */
    private String records(long wrong, boolean withSpan) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < TRACES; i++) {
            long at = START / MILLISECOND + i * 1000L + 30 + i * 2 + wrong / MILLISECOND;
            text.append("{\"time\":%d,\"level\":30,\"msg\":\"paid %d\",\"trace_id\":\"%s\"%s}%n"
                    .formatted(at, i, trace(i), withSpan ? ",\"span_id\":\"" + span(i) + "\"" : ""));
        }
        return text.toString();
    }

    private static String trace(int i) {
        return "%032x".formatted(0xABCDEF00L + i);
    }

    private static String span(int i) {
        return "%016x".formatted(0x1234500L + i);
    }

    private Case importAll(String... texts) throws IOException {
        Case made = Case.create(folder.resolve("case"), "clocks");
        for (int i = 0; i < texts.length; i++) {
            Path file = Files.writeString(folder.resolve("source" + i + ".json"), texts[i]);
            Import.run(made, List.of(file), ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
        }
        return made;
    }

    @Test
    void findsAWrongClockByTheRecordsThatShouldLieInTheirSpans() throws IOException {
        try (Case made = importAll(spans(), records(-1800 * MILLISECOND, true))) {
            assertThat(Clocks.estimate(made.reader(), () -> false))
                    .singleElement()
                    .satisfies(clock -> {
                        assertThat(clock.source()).isEqualTo(2);
                        assertThat(clock.reference()).isEqualTo(1);
                        assertThat(clock.anchors()).isEqualTo(TRACES);
                        assertThat(clock.agreeing()).isEqualTo(TRACES);
                        assertThat(clock.evidence()).isEqualTo(ClockEstimate.Evidence.SPANS);
                        assertThat(clock.low()).isLessThanOrEqualTo(1800 * MILLISECOND);
                        assertThat(clock.high()).isGreaterThanOrEqualTo(1800 * MILLISECOND);
                        assertThat(clock.uncertainty()).isEqualTo(64 * MILLISECOND);
                        assertThat(clock.verdict()).isEqualTo(ClockEstimate.Verdict.DISAGREES);
                        assertThat(clock.looksLikeZone()).isFalse();
                    });
        }
    }

    @Test
    void agreesAfterTheClockWasSetAndCanBeUndone() throws IOException {
        try (Case made = importAll(spans(), records(-1800 * MILLISECOND, true))) {
            ClockEstimate before = Clocks.estimate(made.reader(), () -> false).getFirst();
            Reordering reordering = Reordering.of(made.reader(), 2, before.offset(), () -> false);
            assertThat(reordering.events()).isEqualTo(TRACES);
            assertThat(reordering.moved()).isEqualTo(TRACES);
            assertThat(reordering.passed()).isEqualTo(2);
            made.clockOffset(2, before.offset());
            ClockEstimate after = Clocks.estimate(made.reader(), () -> false).getFirst();
            assertThat(after.verdict()).isEqualTo(ClockEstimate.Verdict.AGREES);
            assertThat(after.low()).isEqualTo(before.low());
            made.clockOffset(2, 0);
            assertThat(Clocks.estimate(made.reader(), () -> false)).containsExactly(before);
        }
    }

    @Test
    void seesAZoneThatWasNotSaid() throws IOException {
        try (Case made = importAll(spans(), records(3_600_000 * MILLISECOND, true))) {
            assertThat(Clocks.estimate(made.reader(), () -> false).getFirst().looksLikeZone())
                    .isTrue();
        }
    }

    @Test
    void isLessSureWhereOnlyTracesAreShared() throws IOException {
        try (Case made = importAll(spans(), records(-1800 * MILLISECOND, false))) {
            assertThat(Clocks.estimate(made.reader(), () -> false))
                    .singleElement()
                    .satisfies(clock -> {
                        assertThat(clock.evidence()).isEqualTo(ClockEstimate.Evidence.TRACES);
                        assertThat(clock.low()).isLessThanOrEqualTo(1800 * MILLISECOND);
                        assertThat(clock.high()).isGreaterThanOrEqualTo(1800 * MILLISECOND);
                    });
        }
    }

    @Test
    void takesWhatMostAnchorsShare() {
        Intervals intervals = new Intervals();
        intervals.add(10, 20);
        intervals.add(12, 30);
        intervals.add(15, 18);
        assertThat(intervals.common()).isEqualTo(new Intervals.Common(15, 18, 16, 3));
        intervals.add(400, 500);
        // One is wrong, so another one may be.
        assertThat(intervals.common()).isEqualTo(new Intervals.Common(12, 20, 16, 3));
    }

    @Test
    void doesNotTakeACutOffFractionForAWrongClock() throws IOException {
        StringBuilder late = new StringBuilder();
        for (int i = 0; i < TRACES; i++) {
            // The spans begin half a millisecond after what the log says, which has no digits for it.
            long from = START + i * 1000 * MILLISECOND + 500_000;
            late.append(("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"%s\",\"spanId\":\"%s\","
                            + "\"name\":\"pay\",\"startTimeUnixNano\":\"%d\",\"endTimeUnixNano\":\"%d\"}]}]}]}%n")
                    .formatted(trace(i), span(i), from, from + 200_000));
        }
        String records = records(-30 * MILLISECOND, true);
        StringBuilder exact = new StringBuilder();
        records.lines().limit(1).forEach(line -> exact.append(line).append('\n'));
        try (Case made = importAll(late.toString(), exact.toString())) {
            assertThat(Clocks.estimate(made.reader(), () -> false).getFirst().verdict())
                    .isEqualTo(ClockEstimate.Verdict.AGREES);
        }
    }

    @Test
    void saysNothingOfSourcesThatShareNothing() throws IOException {
        try (Case made = importAll(spans(), "2026-11-20 20:00:00 INFO [main] shop.Pay - alone\n")) {
            assertThat(Clocks.estimate(made.reader(), () -> false)).isEmpty();
        }
    }
}
