package dev.faultline.bench;

import dev.faultline.model.Event;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Facet;
import dev.faultline.query.Histogram;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.Search;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a question costs in a case that is warm: give its folder as {@code -Dcase=DIR}, a phrase as {@code -Dphrase=}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
public class Queries {
    private static final int BUCKETS = 240;
    private static final int PAGE = 200;
    private static final int TRIES = 256;

    private final Random random = new Random(1);
    private Case opened;
    private CaseReader reader;
    private Hits all;
    private TimeRange range;
    private TimeRange tenth;
    private List<Query> traces;
    private Query rare;
    private Query phrase;
    private Query expression;

    /** Opens the case, and takes trace ids from events all over it. */
    @Setup
    public void open() throws IOException, QuerySyntaxException {
        opened = Case.openForReading(Path.of(System.getProperty("case")));
        reader = opened.reader();
        range = reader.range().orElseThrow();
        long length = range.length();
        tenth = new TimeRange(range.from() + length / 2, range.from() + length / 2 + length / 10);
        all = Search.run(reader, new Query.All(), TimeRange.ALL, () -> false);
        traces = new java.util.ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            Event event = all.page(all.count() / TRIES * i, 1).getFirst();
            if (event.traceId() != null) {
                traces.add(QueryParser.parse("trace_id:" + event.traceId()));
            }
        }
        rare = QueryParser.parse(System.getProperty("rare", "NEEDLE*"));
        phrase = QueryParser.parse("\"" + System.getProperty("phrase", "Slow query detected") + "\"");
        expression = QueryParser.parse("message:/in [0-9]{4} ms/");
    }

    /** Closes it. */
    @TearDown
    public void close() throws IOException {
        opened.close();
    }

    private long count(Query query, TimeRange within) throws IOException {
        return Search.run(reader, query, within, () -> false).count();
    }

    /** A word that few events hold. */
    @Benchmark
    public long rareTerm() throws IOException {
        return count(rare, TimeRange.ALL);
    }

    /** All events of a trace. */
    @Benchmark
    public long traceId() throws IOException {
        return count(traces.get(random.nextInt(traces.size())), TimeRange.ALL);
    }

    /** How often a phrase occurs. */
    @Benchmark
    public long phraseCount() throws IOException {
        return count(phrase, TimeRange.ALL);
    }

    /** Severities within a tenth of the time. */
    @Benchmark
    public Facet rangeAndFacet() throws IOException {
        return Facet.of(Search.run(reader, new Query.All(), tenth, () -> false), "severity", 12, () -> false);
    }

    /** Severities of everything. */
    @Benchmark
    public Facet facetOverAll() throws IOException {
        return Facet.of(all, "severity", 12, () -> false);
    }

    /** The timeline of everything. */
    @Benchmark
    public Histogram histogramOverAll() throws IOException {
        return Histogram.of(all, range, BUCKETS);
    }

    /** Some screens of events, anywhere. */
    @Benchmark
    public List<Event> page() throws IOException {
        return all.page((long) (random.nextDouble() * (all.count() - PAGE)), PAGE);
    }

    /** An expression with a word in it. */
    @Benchmark
    public long expressionWithAWord() throws IOException {
        return count(expression, TimeRange.ALL);
    }
}
