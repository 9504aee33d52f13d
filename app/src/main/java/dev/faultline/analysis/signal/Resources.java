package dev.faultline.analysis.signal;

import dev.faultline.model.AttributeValue;
import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Processor and memory of each service: the second-largest value of the incident against the baseline's median, in robust
 * units. The second-largest, because one sample is an accident; a metric is sampled once a minute.
 */
final class Resources {
    private static final Pattern BUSY = Pattern.compile(
            "(?i)^(?!node[_.]|host[_.]|system[_.]).*(?:cpu|processor).*|(?!node[_.]|host[_.]|system[_.]).*mem(?:ory)?[_.].*");
    private static final Pattern NO_LEVEL =
            Pattern.compile("(?i).*(?:limit|request|_total|quota|available|capacity|count)(?:$|[_.].*)");
    /** A figure of a minute speaks of the minute before it. */
    private static final long REACH = 65_000_000_000L;

    private static final int LEAST_BASELINE = 5;
    private static final double SQUASH = 10;
    private static final double MOST = 1_000;

    private final Map<String, Series> series = new HashMap<>();

    /** The values of one metric of one service. */
    private static final class Series {
        private final String service;
        private final String metric;
        private final List<Double> before = new ArrayList<>();
        private final List<Double> elsewhere = new ArrayList<>();
        private final List<Sample> during = new ArrayList<>();

        Series(String service, String metric) {
            this.service = service;
            this.metric = metric;
        }

        void add(Sample sample, TimeRange incident, TimeRange baseline) {
            if (incident.contains(sample.time())) {
                during.add(sample);
            } else {
                (baseline.contains(sample.time()) ? before : elsewhere).add(sample.value());
            }
        }
    }

    private record Sample(double value, EventId event, long time) {}

    static List<Finding> findings(CaseReader reader, Windows windows, BooleanSupplier cancelled) throws IOException {
        Resources resources = new Resources();
        TimeRange incident = wider(windows.incident());
        // Metrics are often exported for a longer period than the rest, so all of them are read.
        Windows all = new Windows(TimeRange.ALL, windows.baseline());
        Rows.of(
                reader,
                all,
                Kind.METRIC.ordinal(),
                cancelled,
                (block, row, any) -> resources.read(block, row, incident, windows.baseline()));
        List<Finding> findings = new ArrayList<>();
        resources.series.values().forEach(one -> finding(one).ifPresent(findings::add));
        return findings;
    }

    private static TimeRange wider(TimeRange range) {
        return new TimeRange(range.from(), range.to() > Long.MAX_VALUE - REACH ? Long.MAX_VALUE : range.to() + REACH);
    }

    private void read(Block block, int row, TimeRange incident, TimeRange baseline) throws IOException {
        String service = SpanReader.text(block, Column.SERVICE, block.value(Column.SERVICE, row));
        if (service.isEmpty()) {
            return;
        }
        String name = SpanReader.text(block, Column.NAME, block.value(Column.NAME, row));
        if (!name.isEmpty() && !isLevel(name)) {
            return;
        }
        Map<String, AttributeValue> attributes = block.attributes(row);
        EventId id = new EventId(block.source().id(), block.ordinal(row));
        Map<Long, Double> samples = MetricSamples.of(attributes);
        if (!samples.isEmpty() && !name.isEmpty()) {
            Series one = series(service, name);
            samples.forEach((time, number) -> one.add(new Sample(number, id, time), incident, baseline));
            return;
        }
        for (Map.Entry<String, AttributeValue> entry : attributes.entrySet()) {
            boolean value =
                    name.isEmpty() ? isLevel(entry.getKey()) : entry.getKey().equals("value");
            if (value) {
                long time = block.time(row);
                String metric = name.isEmpty() ? entry.getKey() : name;
                number(entry.getValue()).ifPresent(number -> series(service, metric)
                        .add(new Sample(number, id, time), incident, baseline));
            }
        }
    }

    private Series series(String service, String metric) {
        return series.computeIfAbsent(service + "\n" + metric, key -> new Series(service, metric));
    }

    private static boolean isLevel(String name) {
        return BUSY.matcher(name).matches() && !NO_LEVEL.matcher(name).matches();
    }

    private static Optional<Double> number(AttributeValue value) {
        return switch (value.type()) {
            case LONG, DOUBLE -> Optional.of(Double.parseDouble(value.text()));
            case STRING, BOOLEAN, NULL, JSON -> Optional.empty();
        };
    }

    /** What nobody would notice: a hundredth of a core, one per cent. */
    private static double least(String metric) {
        String name = metric.toLowerCase(Locale.ROOT);
        if (name.contains("millicore")) {
            return 10;
        }
        if (name.contains("core") || name.contains("ratio") || name.contains("utilization")) {
            return 0.01;
        }
        return name.contains("bytes") && !name.contains("mebibytes") ? 1 << 20 : 1;
    }

    private static Optional<Finding> finding(Series series) {
        boolean own = series.before.size() >= LEAST_BASELINE;
        List<Double> baseline = own ? series.before : new ArrayList<>(series.elsewhere);
        if (!own) {
            baseline.addAll(series.before);
        }
        if (series.during.isEmpty() || baseline.size() < LEAST_BASELINE) {
            return Optional.empty();
        }
        double[] usual =
                baseline.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double median = usual[usual.length / 2];
        double spread = (usual[usual.length * 3 / 4] - usual[usual.length / 4]) / 1.349;
        double unit = Math.max(Math.max(spread, Math.abs(median) / 10), least(series.metric));
        List<Sample> highest = series.during.stream()
                .sorted((a, b) -> Double.compare(b.value(), a.value()))
                .toList();
        Sample level = highest.get(Math.min(1, highest.size() - 1));
        double rise = (level.value() - median) / unit;
        double most = Arrays.stream(usual).max().orElse(median);
        if (level.value() <= most) {
            rise = Math.min(rise, 1);
        }
        if (rise <= 1) {
            return Optional.empty();
        }
        // Hundreds of units are no more certain than tens: squashed to the scale of the other signals.
        double strength = SQUASH * Math.min(MOST, rise) / (Math.min(MOST, rise) + SQUASH);
        String sentence = String.format(
                Locale.ROOT,
                "%s of %s reached %.4g twice in %,d samples; its baseline is %.4g, at most %.4g in %,d samples%s",
                series.metric,
                series.service,
                level.value(),
                series.during.size(),
                median,
                most,
                usual.length,
                own ? "" : " (of all times outside the incident: the baseline has too few)");
        return Optional.of(new Finding(
                Signal.RESOURCE,
                series.service,
                series.metric,
                strength,
                sentence,
                highest.stream().limit(2).map(Sample::event).toList(),
                highest.stream().limit(2).mapToLong(Sample::time).min().orElse(Long.MAX_VALUE),
                "as high a value while nothing failed"));
    }
}
