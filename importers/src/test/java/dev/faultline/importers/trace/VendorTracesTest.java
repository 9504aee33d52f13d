package dev.faultline.importers.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Formats;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Reading;
import dev.faultline.model.Event;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.Snapshot;
import dev.faultline.model.TimeQuality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to each vendor's traces. */
class VendorTracesTest {
    private static final List<Importer> IMPORTERS = List.of(
            new Otlp(),
            new OtlpProtobuf(),
            new OtlpConsole(),
            new DatadogTraces(),
            new XRay(),
            new ElasticApm(),
            new ChromeTrace(),
            new SkyWalking());

    @Test
    void joinsTheHalvesOfADatadogTraceId() throws IOException {
        Reading reading = Reading.of(new DatadogTraces(), """
                [[{"trace_id":13835058055282163712,"span_id":18446744073709551615,"parent_id":0,"name":"servlet.request",
                "service":"shop","resource":"GET /","start":1777573223195160836,"duration":5,"error":1,
                "meta":{"_dd.p.tid":"69f39d6700000000","error.type":"x.Boom","error.message":"no"},"metrics":{}},
                {"trace_id":13835058055282163712,"span_id":2,"parent_id":18446744073709551615,"name":"db",
                "service":"shop","resource":"select","start":1777573223195160837,"duration":1,"error":0}]]""");
        assertThat(reading.events).extracting(Event::traceId).containsOnly("69f39d6700000000c000000000000000");
        assertThat(reading.events).extracting(Event::spanId).containsExactly("ffffffffffffffff", "0000000000000002");
        assertThat(reading.events).extracting(Event::parentId).containsExactly(null, "ffffffffffffffff");
        assertThat(reading.events.getFirst().severity()).isEqualTo(Severity.ERROR);
        assertThat(reading.events.getFirst().exception().type()).isEqualTo("x.Boom");
    }

    @Test
    void readsSpansOfZipkinThatNoArrayHolds() throws IOException {
        String span =
                "{\"traceId\":\"4d1e00c0db9010db86154a4ba6e91385\",\"id\":\"4d1e00c0db9010d%d\",\"kind\":\"CLIENT\","
                        + "\"name\":\"get\",\"timestamp\":1472470996199000,\"duration\":207000,"
                        + "\"localEndpoint\":{\"serviceName\":\"frontend\"}}\n";
        Reading reading = Reading.ofText(span.formatted(1) + span.formatted(2), "zipkin");
        assertThat(reading.events).extracting(Event::kind).containsExactly(Kind.SPAN, Kind.SPAN);
        assertThat(reading.events).extracting(Event::duration).containsOnly(207_000_000L);
    }

    @Test
    void readsDatadogSpansFromTheInterface() throws IOException {
        Reading reading = Reading.of(new DatadogTraces(), """
                {"trace":{"root_id":"1","spans":{"1":{"trace_id":"7","span_id":"1","parent_id":"0","service":"shop",
                "name":"a","resource":"GET /","start":1777573223.5,"duration":0.25}}}}""");
        assertThat(reading.events).singleElement().satisfies(event -> {
            assertThat(event.traceId()).endsWith("07");
            assertThat(event.time()).isEqualTo(1777573223500000000L);
        });
    }

    @Test
    void readsTheSegmentsInTheAnswerOfXRay() throws IOException {
        String segment = """
                {"id":"70de5b6f19ff9a0a","trace_id":"1-581cf771-a006649127e371903a2de979","name":"shop",\
                "start_time":1.484872218696E9,"end_time":1484872219.196,"fault":true,\
                "http":{"request":{"method":"GET","url":"http://shop/"},"response":{"status":500}},\
                "cause":{"exceptions":[{"id":"a","type":"Boom","message":"no","stack":[{"path":"A.java","line":7,\
                "label":"run"}]}]},"subsegments":[{"id":"70de5b6f19ff9a0b","name":"DynamoDB","namespace":"aws",\
                "start_time":1484872218.7,"in_progress":true}]}""";
        String answer = "{\"Traces\":[{\"Id\":\"1-581cf771-a006649127e371903a2de979\",\"Duration\":0.5,"
                + "\"Segments\":[{\"Id\":\"70de5b6f19ff9a0a\",\"Document\":\""
                + segment.replace("\"", "\\\"")
                + "\"}]}],\"UnprocessedTraceIds\":[]}";
        Reading reading = Reading.of(new XRay(), answer);
        assertThat(reading.rejected).isEmpty();
        assertThat(reading.events).hasSize(2).allSatisfy(event -> {
            assertThat(event.traceId()).isEqualTo("581cf771a006649127e371903a2de979");
            assertThat(event.service()).isEqualTo("shop");
            assertThat(answer.substring((int) event.location().offset())).startsWith("{\"Id\":\"70de");
        });
        Event failed = reading.events.getFirst();
        assertThat(failed.time()).isEqualTo(1484872218696000000L);
        assertThat(failed.duration()).isEqualTo(500_000_000L);
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
        assertThat(failed.exception().frames().getFirst()).hasToString("run(A.java:7)");
        assertThat(reading.events.getLast().parentId()).isEqualTo("70de5b6f19ff9a0a");
        assertThat(reading.events.getLast().duration()).isEqualTo(-1);
    }

    @Test
    void showsTheLocalVariablesOfAnElasticError() throws IOException {
        List<Event> events = Reading.of(new ElasticApm(), Reading.sample("traces/elastic-apm/events.ndjson")).events;
        Event error = events.get(1);
        assertThat(error.kind()).isEqualTo(Kind.SNAPSHOT);
        assertThat(error.exception().rootCause().type()).isEqualTo("VeryInternalDbError");
        Snapshot snapshot = (Snapshot) error.detail();
        assertThat(snapshot.frames().getFirst().variables().getFirst().value()).isEqualTo("value");
        assertThat(events.get(3).duration()).isEqualTo(32_592_981L);
    }

    @Test
    void givesASliceOfChromeTheTimeUntilItsEnd() throws IOException {
        Reading reading = Reading.of(new ChromeTrace(), """
                [{"ph":"M","name":"thread_name","pid":1,"tid":2,"ts":0,"args":{"name":"Main"}},
                {"ph":"B","name":"outer","pid":1,"tid":2,"ts":1000.5},
                {"ph":"B","name":"inner","pid":1,"tid":2,"ts":1001},
                {"ph":"E","pid":1,"tid":2,"ts":1003},
                {"ph":"b","cat":"net","id":"0x1","name":"load","pid":1,"tid":2,"ts":1003},
                {"ph":"E","pid":1,"tid":2,"ts":1010.5},
                {"ph":"e","cat":"net","id":"0x1","name":"load","pid":1,"tid":3,"ts":1053},
                {"ph":"B","name":"never ends","pid":1,"tid":2,"ts":1060},
                """);
        assertThat(reading.rejected).isEmpty();
        assertThat(reading.reported).containsOnly(IssueCode.TRUNCATED, IssueCode.ORPHAN);
        assertThat(reading.events)
                .extracting(Event::name)
                .containsExactly("thread_name", "outer", "inner", null, "load", null, "load", "never ends");
        assertThat(reading.events)
                .extracting(Event::duration)
                .containsExactly(-1L, 10_000L, 2_000L, -1L, 50_000L, -1L, -1L, -1L);
        assertThat(reading.events.subList(1, 8)).allMatch(event -> event.timeQuality() == TimeQuality.RELATIVE);
        assertThat(reading.events.get(1).thread()).isEqualTo("Main");
    }

    @Test
    void joinsTheSegmentsOfSkyWalking() throws IOException {
        String segments = """
                [{"traceId":"a.1","traceSegmentId":"s1","spans":[{"spanId":0,"parentSpanId":-1,"startTime":1611735000000,
                "endTime":1611735000100,"operationName":"/shop","spanType":"Entry","isError":false},
                {"spanId":1,"parentSpanId":0,"startTime":1611735000010,"endTime":1611735000050,"operationName":"/pay",
                "spanType":"Exit","peer":"pay:80","isError":true}],"service":"shop","serviceInstance":"i"},
                {"traceId":"a.1","traceSegmentId":"s2","spans":[{"spanId":0,"parentSpanId":-1,"startTime":1611735000020,
                "endTime":1611735000040,"operationName":"/pay","spanType":"Entry","refs":[{"traceId":"a.1",
                "parentTraceSegmentId":"s1","parentSpanId":1}],"logs":[{"time":1611735000030,"data":[
                {"key":"error.kind","value":"Boom"},{"key":"message","value":"no"}]}]}],"service":"pay"}]""";
        String query = """
                {"data":{"trace":{"spans":[{"traceId":"a.1","segmentId":"s2","spanId":0,"parentSpanId":-1,
                "refs":[{"traceId":"a.1","parentSegmentId":"s1","parentSpanId":1,"type":"CROSS_PROCESS"}],
                "serviceCode":"pay","startTime":1611735000020,"endTime":1611735000040,"endpointName":"/pay",
                "type":"Entry","isError":false,"tags":[{"key":"http.method","value":"GET"}],"logs":[]}]}}}""";
        List<Event> events = Reading.of(new SkyWalking(), segments).events;
        assertThat(events).extracting(Event::service).containsExactly("shop", "shop", "pay");
        assertThat(events.get(1).parentId()).isEqualTo(events.get(0).spanId());
        assertThat(events.get(2).parentId()).isEqualTo(events.get(1).spanId());
        assertThat(events.get(2).exception().type()).isEqualTo("Boom");
        Event answered = Reading.of(new SkyWalking(), query).events.getFirst();
        assertThat(answered.spanId()).isEqualTo(events.get(2).spanId());
        assertThat(answered.parentId()).isEqualTo(events.get(1).spanId());
        assertThat(answered.traceId()).isEqualTo(events.get(0).traceId());
        assertThat(answered.duration()).isEqualTo(20_000_000L);
    }

    @Test
    void readsWhatTheLoggingExporterPrintedBetweenOtherLines() throws IOException {
        Reading reading = Reading.of(new OtlpConsole(), Reading.sample("traces/otlp/payment-logging-otlp.stderr.log"));
        assertThat(reading.rejected).isEmpty();
        assertThat(reading.events).anyMatch(event -> event.kind() == Kind.SPAN);
        assertThat(reading.events).anyMatch(event -> event.kind() == Kind.METRIC);
        assertThat(reading.events).anyMatch(event -> event.message().contains("VersionLogger"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traces/otlp/payment-logging-otlp.stderr.log",
                "traces/datadog/payment-v0.4-traces.msgpack",
                "traces/datadog/django.test_django_snapshots.test_404_exceptions.json",
                "traces/xray/xray-subsegment-sql.json",
                "traces/elastic-apm/errors.ndjson",
                "traces/chrome/perfetto-flow-v1.json"
            })
    void survivesDamageAtAnyPlace(String path) throws IOException {
        byte[] good = Reading.sample(path);
        for (Importer importer : IMPORTERS) {
            if (importer.recognises(Reading.head(good, good[0] < 0)) > 0.5) {
                for (int i = 0; i < good.length; i += Math.max(41, good.length / 50)) {
                    byte[] cut = java.util.Arrays.copyOf(good, i);
                    Reading.of(importer, cut);
                    byte[] bad = good.clone();
                    bad[i] = (byte) (bad[i] == '"' ? '{' : '"');
                    Reading.of(importer, bad);
                }
            }
        }
    }

    @Test
    void leavesOtherJsonAlone() {
        byte[] other = "{\"name\":\"x\",\"id\":\"1\",\"trace_id\":\"abc\",\"span_id\":\"1\",\"start\":3}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(IMPORTERS).allMatch(importer -> importer.recognises(Reading.head(other, false)) == 0);
        assertThat(Formats.all()).extracting(Importer::format).doesNotHaveDuplicates();
    }
}
