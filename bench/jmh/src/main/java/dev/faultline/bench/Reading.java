package dev.faultline.bench;

import dev.faultline.importers.Importer;
import dev.faultline.importers.log.JsonLog;
import dev.faultline.importers.log.TextLog;
import dev.faultline.importers.trace.Jaeger;
import dev.faultline.importers.trace.Otlp;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What reading an event costs without keeping it, per format. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class Reading {
    private static final int EVENTS = 20_000;

    private final Document ecs = Document.of(lines("""
            {"@timestamp":"2025-03-04T00:00:%02d.%03dZ","log.level":"INFO","message":"Query returned %d rows for refund",\
            "ecs.version":"8.11","service.name":"shop","host.name":"shop-7d9f09","process.thread.name":"exec-3",\
            "log.logger":"c.acme.Refunds","trace.id":"%016x%016x","span.id":"%016x"}
            """));
    private final Document logback = Document.of(lines("""
            2025-03-04T00:00:%02d.%03dZ  INFO 1 --- [shop] [exec-3] c.acme.Refunds : Query returned %d rows [%016x%016x-%016x]
            """));
    private final Document jaeger =
            Document.of("{\"data\":[{\"processes\":{\"p1\":{\"serviceName\":\"shop\",\"tags\":[]}},"
                    + "\"spans\":[" + joined(lines("""
            {"duration":%2$d,"startTime":1741046400%2$03d%1$03d,"flags":%3$d,"traceID":"%4$016x%5$016x","spanID":"%6$016x",\
            "operationName":"GET /api","references":[],"tags":[{"key":"span.kind","type":"string","value":"server"}],\
            "logs":[],"processID":"p1","warnings":null}
            """)) + "]}]}");
    private final Document otlp = Document.of("{\"resourceSpans\":[{\"resource\":{\"attributes\":[]},"
            + "\"scopeSpans\":[{\"scope\":{\"name\":\"s\"},\"spans\":[" + joined(lines("""
            {"flags":%3$d,"traceId":"%4$016x%5$016x","spanId":"%6$016x","name":"GET /api","kind":2,\
            "startTimeUnixNano":"1741046400%2$03d%1$03d000","endTimeUnixNano":"1741046401%2$03d%1$03d000",\
            "attributes":[{"key":"http.response.status_code","value":{"intValue":"200"}}],"status":{}}
            """)) + "]}]}]}");

    private static String lines(String form) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < EVENTS; i++) {
            text.append(form.formatted(
                    i / 1000 % 60,
                    i % 1000,
                    random.nextInt(10_000),
                    random.nextLong() | 1,
                    random.nextLong(),
                    random.nextLong() | 1));
        }
        return text.toString();
    }

    private static String joined(String lines) {
        return lines.strip().replace("\n", ",");
    }

    private static long read(Importer importer, Document document) throws IOException {
        Nowhere sink = new Nowhere();
        importer.read(document, sink);
        if (sink.events() != EVENTS) {
            throw new IllegalStateException(sink.events() + " events instead of " + EVENTS);
        }
        return sink.events();
    }

    /** A line of ECS JSON. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long ecs() throws IOException {
        return read(new JsonLog(), ecs);
    }

    /** A line of Spring Boot's. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long logback() throws IOException {
        return read(new TextLog(), logback);
    }

    /** A span of Jaeger's, its process before it. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long jaeger() throws IOException {
        return read(new Jaeger(), jaeger);
    }

    /** A span of OTLP/JSON. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long otlp() throws IOException {
        return read(new Otlp(), otlp);
    }
}
