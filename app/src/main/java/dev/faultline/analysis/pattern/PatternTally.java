package dev.faultline.analysis.pattern;

import dev.faultline.model.EventId;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Block;
import dev.faultline.store.Column;
import dev.faultline.store.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the hits of one pattern. */
final class PatternTally {
    private final int id;
    private @Nullable Template template;
    private long count;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private final long[] severities = new long[Severity.values().length];
    private final Map<String, long[]> services = new HashMap<>();
    private final long[] trend;
    private @Nullable Block exampleBlock;
    private int exampleRow;

    // A pattern nearly always stays with the service it was last seen of.
    private int knownSegment = -1;
    private int knownService;
    private long[] knownCount = new long[1];

    PatternTally(int id, int buckets) {
        this.id = id;
        this.trend = new long[buckets];
    }

    /** Takes the form with the most gaps: it is the one that fits all hits. */
    void widen(Template other) {
        if (template == null || gaps(other) > gaps(template)) {
            template = other;
        }
    }

    private static long gaps(Template template) {
        long gaps = 0;
        for (String token : template.tokens()) {
            gaps += token == null ? 1 : 0;
        }
        return gaps;
    }

    void add(Block block, int row, TimeRange range, long interval) {
        count++;
        severities[Severity.ofNumber(block.severityNumber(row)).ordinal()]++;
        countService(block, row);
        long time = block.time(row);
        boolean timed = block.timeQuality(row) != TimeQuality.NONE;
        if (exampleBlock == null || timed && time < first) {
            exampleBlock = block;
            exampleRow = row;
        }
        if (timed) {
            first = Math.min(first, time);
            last = Math.max(last, time);
            if (range.contains(time)) {
                trend[(int) Math.min(trend.length - 1, (time - range.from()) / interval)]++;
            }
        }
    }

    private void countService(Block block, int row) {
        int service = block.value(Column.SERVICE, row);
        if (service < 0) {
            return;
        }
        if (block.segment() != knownSegment || service != knownService) {
            knownSegment = block.segment();
            knownService = service;
            knownCount =
                    services.computeIfAbsent(block.dictionary(Column.SERVICE).get(service), name -> new long[1]);
        }
        knownCount[0]++;
    }

    LogPattern pattern() throws IOException {
        Block block = java.util.Objects.requireNonNull(exampleBlock);
        return new LogPattern(
                id,
                template == null ? "" : template.text(),
                count,
                first,
                last,
                bySeverity(),
                byService(),
                new EventId(block.source().id(), block.ordinal(exampleRow)),
                new String(block.message(exampleRow), StandardCharsets.UTF_8),
                boxed(trend));
    }

    private Map<Severity, Long> bySeverity() {
        Map<Severity, Long> counts = new LinkedHashMap<>();
        for (int i = severities.length - 1; i >= 0; i--) {
            if (severities[i] > 0) {
                counts.put(Severity.values()[i], severities[i]);
            }
        }
        return counts;
    }

    private Map<String, Long> byService() {
        Map<String, Long> counts = new LinkedHashMap<>();
        services.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, long[]>>comparingLong(entry -> -entry.getValue()[0])
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()[0]));
        return counts;
    }

    private static List<Long> boxed(long[] numbers) {
        List<Long> list = new ArrayList<>(numbers.length);
        for (long number : numbers) {
            list.add(number);
        }
        return list;
    }
}
