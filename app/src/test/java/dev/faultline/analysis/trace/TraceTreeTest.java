package dev.faultline.analysis.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.Imported;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTreeTest {
    @TempDir
    Path folder;

    private final Otlp trace = new Otlp(7);

    private TraceTree tree() throws IOException {
        try (Imported made = Imported.text(folder, "traces.otlp.jsonl", trace.toString())) {
            return TraceTree.of(trace.trace(), made.search("trace_id:" + trace.trace()), () -> false);
        }
    }

    private static SpanNode named(TraceTree tree, String name) {
        return tree.spans().stream()
                .filter(span -> name.equals(span.name()))
                .findFirst()
                .orElseThrow();
    }

    private static long millis(double value) {
        return (long) (value * 1e6);
    }

    @Test
    void standsAsTheCallsWere() throws IOException {
        trace.span(3, 1, "a", "second", 50, 90)
                .span(1, 0, "a", "root", 0, 100)
                .span(2, 1, "a", "first", 10, 40)
                .span(4, 2, "b", "inner", 15, 35);
        assertThat(tree().spans())
                .extracting(span -> span.depth() + " " + span.name())
                .containsExactly("0 root", "1 first", "2 inner", "1 second");
    }

    @Test
    void selfTimeIsWhatNoChildCovers() throws IOException {
        trace.span(1, 0, "a", "root", 0, 100)
                .span(2, 1, "a", "x", 10, 40)
                .span(3, 1, "a", "overlaps x", 30, 60)
                .span(4, 1, "a", "outlives root", 90, 130);
        assertThat(named(tree(), "root").self()).isEqualTo(millis(100 - 50 - 10));
    }

    @Test
    void theCriticalPathAddsUpToTheRoot() throws IOException {
        trace.span(1, 0, "a", "root", 0, 100)
                .span(2, 1, "a", "early", 0, 30)
                .span(3, 1, "a", "parallel and shorter", 30, 60)
                .span(4, 1, "a", "waited for", 30, 90)
                .span(5, 4, "b", "inside", 40, 80);
        TraceTree tree = tree();
        assertThat(tree.criticalPath().segments())
                .extracting(segment -> tree.spans().get(segment.span()).name())
                .containsExactly("early", "waited for", "inside", "waited for", "root");
        assertThat(tree.criticalPath().segments().stream()
                        .mapToLong(segment -> segment.to() - segment.from())
                        .sum())
                .isEqualTo(millis(100));
        assertThat(named(tree, "parallel and shorter").critical()).isZero();
    }

    @Test
    void anOrphanIsARootThatSaysSo() throws IOException {
        trace.span(1, 0, "a", "root", 0, 100).span(2, 99, "b", "orphan", 20, 30).span(3, 2, "b", "below", 21, 29);
        TraceTree tree = tree();
        assertThat(named(tree, "orphan").problems()).containsExactly(TraceProblem.Type.MISSING_PARENT);
        assertThat(named(tree, "below").depth()).isEqualTo(1);
        assertThat(tree.problems()).singleElement().satisfies(problem -> assertThat(problem.sentence())
                .startsWith("1 span names a parent that the evidence does not hold"));
        assertThat(tree.spans().get(tree.root()).name()).isEqualTo("root");
    }

    @Test
    void aCircleIsCutAtItsEarliestSpan() throws IOException {
        trace.span(1, 3, "a", "one", 0, 50)
                .span(2, 1, "a", "two", 10, 40)
                .span(3, 2, "a", "three", 20, 30)
                .span(4, 3, "a", "tail", 22, 23)
                .span(5, 5, "a", "own parent", 60, 61);
        TraceTree tree = tree();
        assertThat(tree.spans())
                .extracting(span -> span.depth() + " " + span.name())
                .containsExactly("0 one", "1 two", "2 three", "3 tail", "0 own parent");
        assertThat(tree.problems())
                .anySatisfy(problem -> assertThat(problem.sentence()).startsWith("2 circles of parents"));
    }

    @Test
    void theAnswerOfACallMayShareItsId() throws IOException {
        trace.span(1, 0, "a", "root", 0, 100).span(2, 1, "a", "call", 10, 90).span(2, 1, "b", "answer", 20, 80);
        trace.span(3, 2, "b", "query", 30, 40);
        assertThat(tree().spans())
                .extracting(span -> span.depth() + " " + span.name())
                .containsExactly("0 root", "1 call", "2 answer", "3 query");
    }

    @Test
    void saysThatClocksContradictAndShiftsNothing() throws IOException {
        String client = ",\"kind\":3";
        String server = ",\"kind\":2";
        trace.span(1, 0, "front", "call", 100, 200, client).span(2, 1, "back", "answer", 60, 140, server);
        TraceTree tree = tree();
        assertThat(named(tree, "answer").start()).isEqualTo(named(tree, "call").start() - millis(40));
        assertThat(tree.problems())
                .filteredOn(problem -> problem.type() == TraceProblem.Type.CLOCKS)
                .singleElement()
                .satisfies(problem -> assertThat(problem.sentence()).contains("+40.000 ms to +60.000 ms"));
    }

    @Test
    void aHundredThousandSpansAreATreeToo() throws IOException {
        trace.span(1, 0, "a", "root", 0, 100_000);
        for (int i = 2; i <= 50_000; i++) {
            trace.span(i, i - 1, "a", "deeper", i / 2.0, 100_000 - i / 2.0);
        }
        for (int i = 50_001; i <= 100_000; i++) {
            trace.span(i, 1, "b", "beside", i / 2.0, i / 2.0 + 0.25);
        }
        TraceTree tree = tree();
        assertThat(tree.spans()).hasSize(100_000);
        assertThat(tree.spans().stream().mapToInt(SpanNode::depth).max()).hasValue(49_999);
        assertThat(tree.criticalPath().segments().stream()
                        .mapToLong(segment -> segment.to() - segment.from())
                        .sum())
                .isEqualTo(millis(100_000));
        assertThat(tree.problems()).isEmpty();
    }

    @Test
    void groupsAreComparedByStructureAndDuration() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 12; i++) {
            boolean failing = i <= 6;
            Otlp each = new Otlp(i);
            each.span(1, 0, "shop", "checkout", 0, 100)
                    .span(2, 1, "shop", "price", 10, failing ? 90 : 20 + i / 10.0)
                    .span(3, 1, "shop", "ship", 92, 93 + i / 100.0);
            lines.append(failing ? each.failed(4, 2, "stock", "retry", 30, 31) : each);
        }
        try (Imported made = Imported.text(folder, "traces.otlp.jsonl", lines.toString())) {
            AtomicInteger number = new AtomicInteger();
            List<TraceTree> trees = java.util.stream.Stream.generate(number::incrementAndGet)
                    .limit(12)
                    .map(i -> treeOf(made, i))
                    .toList();
            TraceComparison comparison = TraceComparison.of(trees.subList(0, 6), trees.subList(6, 12));
            assertThat(comparison.places())
                    .extracting(place -> place.name() + " " + place.difference().label())
                    .contains("price slower", "ship same", "retry added");
            assertThat(comparison.differences().getFirst().name()).isEqualTo("retry");
        }
    }

    private static TraceTree treeOf(Imported made, int trace) {
        String id = new Otlp(trace).trace();
        try {
            return TraceTree.of(id, made.search("trace_id:" + id), () -> false);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Test
    void aLogSelectsItsTrace() throws IOException {
        trace.span(1, 0, "a", "root", 0, 100).failed(2, 1, "b", "child", 10, 90);
        Otlp other = new Otlp(8).span(1, 0, "a", "root", 0, 500);
        try (Imported made = Imported.text(folder, "traces.otlp.jsonl", trace.toString() + other)) {
            TraceList failed = TraceList.of(made.search("severity:error"), TraceList.Order.START, 10, () -> false);
            assertThat(failed.traces()).singleElement().satisfies(summary -> {
                assertThat(summary.traceId()).isEqualTo(trace.trace());
                assertThat(summary.spans()).isEqualTo(2);
                assertThat(summary.errors()).isEqualTo(1);
                assertThat(summary.services()).containsExactly("a", "b");
                assertThat(summary.rootName()).isEqualTo("root");
            });
            TraceList all = TraceList.of(made.search("kind:span"), TraceList.Order.DURATION, 1, () -> false);
            assertThat(all.count()).isEqualTo(2);
            assertThat(all.traces()).extracting(TraceSummary::traceId).containsExactly(other.trace());
        }
    }
}
