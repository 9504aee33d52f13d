package dev.faultline.analysis.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.ClockEstimate;
import dev.faultline.analysis.Imported;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where spans would stand if the clocks agreed; what is recorded stays what it is. */
class SkewCorrectionTest {
    private static final String CLIENT = ",\"kind\":3";
    private static final String SERVER = ",\"kind\":2";
    private static final long MILLI = 1_000_000L;

    @TempDir
    Path folder;

    private final Otlp trace = new Otlp(7);

    private TraceTree tree() throws IOException {
        try (Imported made = Imported.text(folder, "trace.otlp.jsonl", trace.toString())) {
            return TraceTree.read(made.reader(), trace.trace(), () -> false);
        }
    }

    /** The answer is given 40 ms before the call, and what it asks for stands by the same clock. */
    private void theBackIsEarly() {
        trace.span(1, 0, "front", "call", 100, 200, CLIENT).span(2, 1, "back", "answer", 60, 140, SERVER);
        trace.span(3, 2, "back", "ask", 70, 120, CLIENT).span(4, 3, "store", "read", 75, 110, SERVER);
    }

    @Test
    void aServiceThatContradictsIsMovedAsLittleAsFitsAndWhatItCallsGoesWithIt() throws IOException {
        theBackIsEarly();
        TraceTree tree = tree();
        SkewCorrection correction = SkewCorrection.of(tree, List.of());
        assertThat(correction.moves())
                .extracting(move -> move.service() + " " + move.nanos() / MILLI + " " + move.spans())
                .containsExactly("back 40 2", "store 40 1");
        assertThat(correction.stillBefore()).isZero();
        TraceTree corrected = correction.corrected();
        assertThat(corrected.spans())
                .extracting(span -> (span.start() - tree.spans().getFirst().start()) / MILLI)
                .containsExactly(0L, 0L, 10L, 15L);
        assertThat(tree.spans())
                .extracting(span -> (span.start() - tree.spans().getFirst().start()) / MILLI)
                .containsExactly(0L, -40L, -30L, -25L);
        assertThat(corrected.criticalPath().segments().stream()
                        .mapToLong(segment -> segment.to() - segment.from())
                        .sum())
                .isEqualTo(100 * MILLI);
    }

    @Test
    void theEstimateOfTheWholeCaseGoesBeforeThatOfOneTrace() throws IOException {
        theBackIsEarly();
        TraceTree tree = tree();
        int source = tree.spans().getFirst().id().source();
        ClockEstimate estimate =
                new ClockEstimate(source, 99, 0, 5 * MILLI, 4 * MILLI, 6 * MILLI, 9, 10, ClockEstimate.Evidence.SPANS);
        assertThat(SkewCorrection.of(tree, List.of(estimate)).moves())
                .extracting(move -> move.service() + " " + move.nanos() / MILLI + " " + move.anchors())
                .containsExactly("front 5 9", "back 5 9", "store 5 9");
    }

    @Test
    void whatNoOneOffsetFitsStaysAndIsSaid() throws IOException {
        trace.span(1, 0, "front", "all", 0, 1_000).span(2, 1, "front", "one", 100, 200, CLIENT);
        trace.span(3, 2, "back", "answer one", 60, 150, SERVER).span(4, 1, "front", "two", 500, 600, CLIENT);
        trace.span(5, 4, "back", "answer two", 560, 650, SERVER);
        SkewCorrection correction = SkewCorrection.of(tree(), List.of());
        assertThat(correction.moves()).isEmpty();
        assertThat(correction.undecided()).isEqualTo(1);
    }

    @Test
    void clocksThatAgreeGiveNothingToMove() throws IOException {
        trace.span(1, 0, "front", "call", 100, 200, CLIENT).span(2, 1, "back", "answer", 110, 190, SERVER);
        assertThat(SkewCorrection.of(tree(), List.of()).moves()).isEmpty();
    }
}
