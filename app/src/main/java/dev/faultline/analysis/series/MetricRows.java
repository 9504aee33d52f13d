package dev.faultline.analysis.series;

import dev.faultline.analysis.signal.MetricSamples;
import dev.faultline.analysis.signal.Rows;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Takes metric events apart into samples. A named metric has its figures under known names and its labels as the other
 * attributes; a row of a table has no name, so every number is a series of its own and every text a label.
 */
final class MetricRows {
    private static final Set<String> FIGURES =
            Set.of("value", "metric.value", "count", "sum", "min", "max", "scale", "zeroCount", "zero_count");
    private static final Set<String> DRAWN = Set.of("value", "metric.value", "count", "sum", "min", "max");
    private static final String POINTS = "points";
    private static final int LONGEST_LABEL = 200;

    private final Taker taker;

    /** Takes the samples of a row. */
    interface Taker {
        /** Whether this metric is of interest at all, before its attributes are unpacked; {@code metric} may be empty. */
        boolean wants(String service, String metric);

        /** A sample; {@code cumulative} says that its meaning lies in how much it grew. */
        void take(SeriesKey key, boolean cumulative, long time, double value, EventId event);
    }

    private MetricRows(Taker taker) {
        this.taker = taker;
    }

    /** Reads all metrics. A series that was exported as one event is read whole. */
    static void read(CaseReader reader, BooleanSupplier cancelled, Taker taker) throws IOException {
        MetricRows rows = new MetricRows(taker);
        Rows.of(
                reader,
                new Windows(TimeRange.ALL, TimeRange.ALL),
                Kind.METRIC.ordinal(),
                cancelled,
                (block, row, any) -> rows.row(block, row));
    }

    private void row(Block block, int row) throws IOException {
        String service = text(block, Column.SERVICE, row);
        String name = text(block, Column.NAME, row);
        if (!taker.wants(service, name)) {
            return;
        }
        Map<String, AttributeValue> attributes = block.attributes(row);
        EventId event = new EventId(block.source().id(), block.ordinal(row));
        Map<Long, Double> whole = MetricSamples.of(attributes);
        List<String> labels = labels(name, attributes);
        if (!whole.isEmpty()) {
            SeriesKey key = new SeriesKey(service, name, SeriesKey.VALUE, labels);
            boolean cumulative = Cumulative.is(name, SeriesKey.VALUE, attributes);
            new TreeMap<>(whole).forEach((time, value) -> taker.take(key, cumulative, time, value, event));
            return;
        }
        long time = block.time(row);
        AttributeValue points = attributes.get(POINTS);
        if (points != null && points.type() == AttributeValue.Type.JSON && !name.isEmpty()) {
            for (DataPoints.Point point : DataPoints.read(points.text())) {
                List<String> all = new ArrayList<>(labels);
                all.addAll(point.labels());
                point.figures().forEach((figure, value) -> {
                    if (DRAWN.contains(figure)) {
                        SeriesKey key = new SeriesKey(
                                service, name, figure, all.stream().sorted().toList());
                        taker.take(key, Cumulative.is(name, figure, attributes), time, value, event);
                    }
                });
            }
            return;
        }
        attributes.forEach((attribute, value) -> {
            boolean number = value.type() == AttributeValue.Type.LONG || value.type() == AttributeValue.Type.DOUBLE;
            if (number && (name.isEmpty() || DRAWN.contains(attribute))) {
                String figure = attribute.equals("metric.value") || name.isEmpty() ? SeriesKey.VALUE : attribute;
                SeriesKey key = new SeriesKey(service, name.isEmpty() ? attribute : name, figure, labels);
                double parsed = Double.parseDouble(value.text());
                if (Double.isFinite(parsed)) {
                    taker.take(key, Cumulative.is(key.metric(), figure, attributes), time, parsed, event);
                }
            }
        });
    }

    private static String text(Block block, Column column, int row) {
        int id = block.value(column, row);
        return id < 0 ? "" : block.dictionary(column).get(id);
    }

    private static List<String> labels(String name, Map<String, AttributeValue> attributes) {
        List<String> labels = new ArrayList<>();
        attributes.forEach((attribute, value) -> {
            boolean label =
                    switch (value.type()) {
                        case STRING, BOOLEAN -> true;
                        case LONG, DOUBLE -> !name.isEmpty();
                        case NULL, JSON -> false;
                    };
            if (label && !attribute.startsWith("metric.") && !FIGURES.contains(attribute)) {
                String text = attribute + "=" + value.text();
                labels.add(text.length() > LONGEST_LABEL ? text.substring(0, LONGEST_LABEL) : text);
            }
        });
        labels.sort(null);
        return labels;
    }
}
