package dev.faultline.importers.metric;

import dev.faultline.importers.Head;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tables of measurements as text with commas: a header, a column of times, columns that say of what (service, pod, host)
 * and at least three columns of numbers. Each row is one event, its measurements are attributes by their column's name.
 *
 * <p>Traps: a cell is empty where nothing was measured; a log as a table has columns of numbers too (line, pid), so most
 * of the columns must be numbers.
 */
public final class MetricTable implements LineImporter {
    static final String VALUE = "value";
    private static final List<String> TIMES = List.of("timestamp", "time", "ts", "datetime", "@timestamp", "_time");
    private static final List<String> SERVICES = List.of("service", "service_name", "service.name", "job", "app");
    private static final int ROWS = 20;
    private static final int LEAST_NUMBERS = 3;

    @Override
    public String format() {
        return "metric-csv";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        List<String> lines = head.text().lines().limit(ROWS + 1).toList();
        if (lines.size() < 2) {
            return 0;
        }
        List<String> header = cells(lines.getFirst());
        int time = column(header, TIMES);
        if (time < 0) {
            return 0;
        }
        boolean[] numbers = new boolean[header.size()];
        // The last line of the head may be cut off.
        for (String line : lines.subList(1, head.complete() ? lines.size() : Math.max(2, lines.size() - 1))) {
            List<String> cells = cells(line);
            if (cells.size() != header.size()
                    || JsonTime.nanos(new Json.Text(cells.get(time))).isEmpty()) {
                return 0;
            }
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] |= i != time && MetricNumber.isNumber(cells.get(i));
            }
        }
        int count = 0;
        for (boolean number : numbers) {
            count += number ? 1 : 0;
        }
        return count >= LEAST_NUMBERS && count * 2 > header.size() ? 0.96 : 0;
    }

    private static int column(List<String> header, List<String> names) {
        for (int i = 0; i < header.size(); i++) {
            if (names.contains(header.get(i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    @Override
    public LineParser parser(Head head, SourceContext context) {
        return new Rows();
    }

    private static final class Rows implements LineParser {
        private List<String> header = List.of();
        private int time;
        private int service;

        @Override
        public void line(Line line, EventSink sink) {
            String text = new String(line.buffer, line.from, line.to - line.from, StandardCharsets.UTF_8);
            if (text.isBlank()) {
                return;
            }
            List<String> cells = cells(text);
            if (header.isEmpty()) {
                header = cells;
                time = column(header, TIMES);
                service = column(header, SERVICES);
                return;
            }
            Optional<Long> nanos = cells.size() == header.size() && time >= 0
                    ? JsonTime.nanos(new Json.Text(cells.get(time)))
                    : Optional.empty();
            if (nanos.isEmpty()) {
                sink.reject(
                        IssueCode.BAD_CSV,
                        "the row does not have the header's columns, or no time",
                        line.offset,
                        line.length,
                        line.number);
                return;
            }
            EventDraft draft = sink.draft()
                    .record(line.offset, line.length, line.number)
                    .kind(Kind.METRIC)
                    .time(nanos.get(), TimeQuality.EXACT);
            for (int i = 0; i < cells.size(); i++) {
                String cell = cells.get(i);
                if (i == service) {
                    draft.service(cell.isEmpty() ? null : cell);
                } else if (i != time && !cell.isEmpty()) {
                    AttributeValue value = MetricNumber.of(cell);
                    draft.attribute(header.get(i), value);
                }
            }
            sink.accept();
        }

        @Override
        public void end(EventSink sink) {
            // Every row was an event of its own.
        }
    }
}
