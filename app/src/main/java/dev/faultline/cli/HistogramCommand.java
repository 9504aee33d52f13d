package dev.faultline.cli;

import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Histogram;
import dev.faultline.query.Hits;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts events over time. */
@Command(name = "histogram", description = "Counts events per slice of time.")
final class HistogramCommand implements Callable<Integer> {
    private static final int MOST_BUCKETS = 100_000;

    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    QueryOption query = new QueryOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Option(names = "--buckets", paramLabel = "N", defaultValue = "60", description = "How many slices; default 60.")
    int buckets = 60;

    @Option(names = "--interval", paramLabel = "D", description = "Length of a slice instead, such as 1s or 5m.")
    @Nullable
    String interval;

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            Hits hits = query.search(open.reader());
            TimeRange all = open.reader().range().orElse(new TimeRange(0, 0));
            TimeRange range = query.range(open.reader()).intersect(all);
            Histogram histogram = count(hits, range);
            print(histogram);
            if (!output.json && !output.jsonLines) {
                outside(hits, histogram);
            }
            return ExitCode.DONE;
        }
    }

    /** What the slices do not hold is said: it has no time, or one that counts from a start that nobody told. */
    private static void outside(Hits hits, Histogram histogram) {
        long inside = 0;
        for (int i = 0; i < histogram.counts().size(); i++) {
            inside += histogram.total(i);
        }
        if (hits.count() > inside) {
            System.err.printf(
                    "%,d of %,d events stand outside: without a time, or with one that counts from a start that nobody told%n",
                    hits.count() - inside, hits.count());
        }
    }

    private Histogram count(Hits hits, TimeRange range) {
        if (interval == null) {
            return Histogram.of(hits, range, requireFew(buckets));
        }
        long length = DurationArgument.parse(interval);
        if (length <= 0) {
            throw new CommandException(ExitCode.USAGE, "--interval must be longer than nothing");
        }
        long first = Math.floorDiv(range.from(), length) * length;
        int slices = requireFew(Math.ceilDiv(Math.max(1, range.to() - first), length));
        return Histogram.of(hits, new TimeRange(first, first + slices * length), slices);
    }

    private static int requireFew(long slices) {
        if (slices < 1 || slices > MOST_BUCKETS) {
            throw new CommandException(
                    ExitCode.USAGE, slices + " slices; between 1 and " + MOST_BUCKETS + " can be counted");
        }
        return (int) slices;
    }

    private void print(Histogram histogram) {
        long end = histogram.from() + histogram.interval() * histogram.counts().size();
        if (output.json || output.jsonLines) {
            JsonOutput.document(System.out, json -> {
                json.writeStringProperty("from", Timestamps.format(histogram.from()));
                json.writeStringProperty("to", Timestamps.format(end));
                json.writeNumberProperty("interval", histogram.interval() / 1e9);
                json.writeArrayPropertyStart("buckets");
                for (int i = 0; i < histogram.counts().size(); i++) {
                    json.writeStartObject();
                    json.writeStringProperty("time", Timestamps.format(histogram.from() + i * histogram.interval()));
                    json.writeNumberProperty("count", histogram.total(i));
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
            return;
        }
        long highest = 1;
        for (int i = 0; i < histogram.counts().size(); i++) {
            highest = Math.max(highest, histogram.total(i));
        }
        for (int i = 0; i < histogram.counts().size(); i++) {
            long total = histogram.total(i);
            System.out.printf(
                    "%s %,12d %s%n",
                    Timestamps.format(histogram.from() + i * histogram.interval()), total, "█".repeat((int)
                                    Math.ceilDiv(total * 60, highest)));
        }
    }
}
