package dev.faultline.workbench;

import dev.faultline.analysis.flame.FlameFrame;
import dev.faultline.analysis.flame.FlameTree;
import dev.faultline.analysis.trace.SpanNode;
import dev.faultline.analysis.trace.TraceTree;
import dev.faultline.model.Severity;
import dev.faultline.query.Histogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a picture shows, as rows of words: for who does not see it, and for who wants the numbers. */
record TableText(String title, List<String> columns, List<List<String>> rows) {
    private static final int MOST = 2_000;

    TableText {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A picture that can say itself in a table. */
    interface Twin {
        /** Null where nothing is shown. */
        @Nullable
        TableText table();
    }

    /** The slices of time in which something happened. */
    static TableText of(Histogram histogram) {
        List<Severity> severities = Arrays.stream(Severity.values())
                .filter(each -> histogram.counts().stream().anyMatch(counts -> counts[each.ordinal()] > 0))
                .toList();
        List<String> columns = new ArrayList<>(List.of(Words.of("table.from"), Words.of("table.events")));
        severities.forEach(each -> columns.add(each.name().toLowerCase(Locale.ROOT)));
        List<List<String>> rows = IntStream.range(0, histogram.counts().size())
                .filter(i -> histogram.total(i) > 0)
                .mapToObj(i -> {
                    List<String> row = new ArrayList<>();
                    row.add(TimeText.full(histogram.from() + i * histogram.interval()));
                    row.add(number(histogram.total(i)));
                    severities.forEach(each -> row.add(number(histogram.counts().get(i)[each.ordinal()])));
                    return List.copyOf(row);
                })
                .toList();
        return new TableText(Words.of("table.timeline", TimeText.duration(histogram.interval())), columns, rows);
    }

    static TableText of(FlameTree tree) {
        List<List<String>> rows = tree.frames().stream()
                .limit(MOST)
                .map(frame -> row(tree, frame))
                .toList();
        return new TableText(
                Words.of("table.flame", first(tree.frames().size())),
                List.of(
                        Words.of("table.depth"),
                        Words.of("table.what"),
                        Words.of("table.with-below"),
                        Words.of("table.itself")),
                rows);
    }

    private static List<String> row(FlameTree tree, FlameFrame frame) {
        return List.of(
                String.valueOf(frame.depth()),
                FlameWeights.label(frame, true),
                FlameWeights.weight(tree, frame.total()),
                FlameWeights.weight(tree, frame.self()));
    }

    static TableText of(TraceTree tree) {
        List<List<String>> rows =
                tree.spans().stream().limit(MOST).map(TableText::row).toList();
        return new TableText(
                Words.of("table.trace", tree.traceId(), first(tree.spans().size())),
                List.of(
                        Words.of("table.depth"),
                        Words.of("common.service"),
                        Words.of("common.operation"),
                        Words.of("table.from"),
                        Words.of("common.duration"),
                        Words.of("table.itself"),
                        Words.of("table.failed")),
                rows);
    }

    private static List<String> row(SpanNode span) {
        return List.of(
                String.valueOf(span.depth()),
                span.service() == null ? "" : span.service(),
                span.name() == null ? "" : span.name(),
                TimeText.full(span.start()),
                TimeText.duration(span.duration()),
                TimeText.duration(span.self()),
                span.failed() ? Words.of("table.failed") : "");
    }

    private static String first(int all) {
        return all > MOST ? Words.of("table.first", MOST, all) : "";
    }

    private static String number(long value) {
        return Words.number(value);
    }
}
