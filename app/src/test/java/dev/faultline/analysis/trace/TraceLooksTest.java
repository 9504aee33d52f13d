package dev.faultline.analysis.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.Imported;
import dev.faultline.analysis.flame.FlameFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the window shows of traces beside their tree: counts by operation, flames, services, logs, when and how long. */
class TraceLooksTest {
    @TempDir
    Path folder;

    private final Otlp passed = new Otlp(7);
    private final Otlp failed = new Otlp(8);

    @BeforeEach
    void traces() {
        passed.span(1, 0, "web", "order", 0, 100)
                .span(2, 1, "shop", "load", 10, 30)
                .span(3, 1, "shop", "load", 20, 60)
                .span(4, 3, "bank", "pay", 30, 50);
        failed.failed(11, 0, "web", "order", 1_000, 3_000)
                .failed(12, 11, "bank", "pay", 1_100, 2_900)
                .span(13, 12, "web", "call back", 1_200, 1_300)
                .span(14, 99, "late", "orphan", 1_400, 1_500);
    }

    private Imported imported() throws IOException {
        return Imported.text(folder, "traces.otlp.jsonl", passed + failed.toString());
    }

    private TraceTree tree(Imported made) throws IOException {
        return TraceTree.read(made.reader(), passed.trace(), () -> false);
    }

    @Test
    void operationsAreCountedWithTheirSelfTimeAndTheTimeThatAnyOfThemRan() throws IOException {
        try (Imported made = imported()) {
            SpanStatistics.Row load = SpanStatistics.of(tree(made)).rows().stream()
                    .filter(row -> "load".equals(row.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(load.count()).isEqualTo(2);
            assertThat(List.of(load.total(), load.self(), load.median(), load.p95(), load.active()))
                    .containsExactly(60_000_000L, 40_000_000L, 20_000_000L, 40_000_000L, 50_000_000L);
            assertThat(load.share()).isEqualTo(0.5);
        }
    }

    @Test
    void theFlameOfATraceLaysSpansThatWereCalledTheSameWayOverEachOther() throws IOException {
        try (Imported made = imported()) {
            assertThat(TraceFlame.of(tree(made)).frames())
                    .extracting(FlameFrame::name, FlameFrame::total, FlameFrame::count)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("all", 110_000_000L, 0L),
                            org.assertj.core.groups.Tuple.tuple("order", 110_000_000L, 1L),
                            org.assertj.core.groups.Tuple.tuple("load", 60_000_000L, 2L),
                            org.assertj.core.groups.Tuple.tuple("pay", 20_000_000L, 1L));
        }
    }

    @Test
    void aFilterKeepsTheCallersOfWhatMatches() throws IOException {
        try (Imported made = imported()) {
            TraceTree tree = tree(made);
            assertThat(SpanFilter.ALL.ofService("bank").kept(tree).stream()
                            .mapToObj(span -> tree.spans().get(span).name() + " "
                                    + tree.spans().get(span).duration() / 1_000_000))
                    .containsExactly("order 100", "load 40", "pay 20");
            assertThat(SpanFilter.ALL.failing(true).kept(tree).isEmpty()).isTrue();
        }
    }

    @Test
    void theMapHasTheCallsBetweenServicesAndSaysWhoseCallerIsMissing() throws IOException {
        try (Imported made = imported()) {
            ServiceMap map = ServiceMap.of(made.search("kind:span"), () -> false);
            assertThat(map.calls())
                    .extracting(call -> call.caller() + " " + call.callee() + " " + call.count() + " " + call.errors()
                            + " " + call.p95() / 1_000_000)
                    .containsExactly("bank web 1 0 100", "shop bank 1 0 20", "web bank 1 1 1800", "web shop 2 0 40");
            assertThat(map.withoutParent()).isEqualTo(1);
            assertThat(map.services())
                    .extracting(service -> service.layer() + " " + service.name())
                    .containsExactly("0 late", "0 web", "1 shop", "2 bank");
        }
    }

    @Test
    void everyTraceIsInOneDotWhichLeadsToTheLongestOfThoseThatFailed() throws IOException {
        try (Imported made = imported()) {
            var hits = made.search("kind:span");
            TraceScatter scatter = TraceScatter.of(hits, 1, 1, () -> false);
            assertThat(scatter.cells()).containsExactly(new TraceScatter.Cell(0, 0, 2, 1, failed.trace()));
            TraceScatter fine = TraceScatter.of(hits, 100, 10, () -> false);
            assertThat(fine.cells()).extracting(TraceScatter.Cell::count).containsExactly(1L, 1L);
            TraceWindow early = fine.window(0, 0.5, 0, 0.5);
            assertThat(TraceList.of(hits, TraceList.Order.START, 10, early, () -> false)
                            .traces())
                    .extracting(TraceSummary::traceId)
                    .containsExactly(passed.trace());
        }
    }

    @Test
    void logsOfOtherFilesStandAtTheirSpanInTheOrderOfTime() throws IOException {
        Path spans = folder.resolve("traces.otlp.jsonl");
        Files.writeString(spans, passed.toString());
        Path logs = folder.resolve("logs.otlp.jsonl");
        Files.writeString(
                logs, log(40, "paid", Otlp.id(4)) + log(15, "loading", Otlp.id(2)) + log(50, "lost", Otlp.id(77)));
        try (Imported made = Imported.files(folder, List.of(spans, logs))) {
            TraceTree tree = tree(made);
            TraceRecords records = TraceRecords.of(made.reader(), tree, 100, () -> false);
            assertThat(records.entries())
                    .extracting(entry -> entry.text() + " "
                            + (entry.span() < 0
                                    ? "nowhere"
                                    : tree.spans().get(entry.span()).name()))
                    .containsExactly("loading load", "paid pay", "lost nowhere");
            assertThat(TraceRecords.of(made.reader(), tree, 1, () -> false).count())
                    .as("how many there are is said even where not all are read")
                    .isEqualTo(3);
        }
    }

    private String log(long millis, String text, String span) {
        return String.format(
                java.util.Locale.ROOT,
                "{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"shop\"}}]},"
                        + "\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"%d\",\"severityNumber\":9,"
                        + "\"body\":{\"stringValue\":\"%s\"},\"traceId\":\"%s\",\"spanId\":\"%s\"}]}]}]}%n",
                (1_772_719_200_000L + millis) * 1_000_000,
                text,
                passed.trace(),
                span);
    }
}
