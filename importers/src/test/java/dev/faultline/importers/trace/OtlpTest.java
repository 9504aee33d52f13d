package dev.faultline.importers.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.faultline.importers.Reading;
import dev.faultline.model.Event;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpTest {
    private static final String SPAN = """
            {"traceId":"C2CE6F447ED4D57B1E2FEB89414C343C","spanId":"A6CECC1B78E51061","name":"GET /","kind":2,\
            "startTimeUnixNano":"1741046400007067000","endTimeUnixNano":1741046400262804000,"status":{"code":2}}""";
    private static final String RESOURCE = """
            {"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]}""";
    private static final String DOCUMENT =
            "{\"resourceSpans\":[{\"resource\":" + RESOURCE + ",\"scopeSpans\":[{\"spans\":[" + SPAN + "]}]}]}";

    private static String essence(Event event) {
        return String.join(
                " ",
                event.kind().label(),
                String.valueOf(event.time()),
                String.valueOf(event.duration()),
                event.service(),
                event.name(),
                event.message(),
                event.traceId(),
                event.spanId(),
                event.parentId(),
                event.severity().label(),
                event.logger(),
                event.attributes().toString());
    }

    private static void assertIsTheSpan(Event event) {
        assertThat(event.traceId()).isEqualTo("c2ce6f447ed4d57b1e2feb89414c343c");
        assertThat(event.spanId()).isEqualTo("a6cecc1b78e51061");
        assertThat(event.parentId()).isNull();
        assertThat(event.service()).isEqualTo("shop");
        assertThat(event.time()).isEqualTo(1741046400007067000L);
        assertThat(event.duration()).isEqualTo(255737000L);
        assertThat(event.severity()).isEqualTo(Severity.ERROR);
        assertThat(event.attributes().get("span.kind").text()).isEqualTo("server");
    }

    @Test
    void readsTheSameSpansFromFramedProtobufAndFromJson() throws IOException {
        Reading json = Reading.of(new Otlp(), Reading.sample("traces/otlp/shop-traces.otlp.jsonl"));
        Reading proto = Reading.of(new OtlpProtobuf(), Reading.sample("traces/otlp/shop-traces.fileexporter.proto"));
        assertThat(proto.events).hasSize(111);
        assertThat(proto.rejected).isEmpty();
        assertThat(proto.reported).isEmpty();
        assertThat(proto.events.stream().map(OtlpTest::essence))
                .containsExactlyInAnyOrderElementsOf(
                        json.events.stream().map(OtlpTest::essence).toList());
    }

    @Test
    void leadsFromASpanInProtobufBackToItsBytes() throws IOException {
        byte[] bytes = Reading.sample("traces/otlp/shop-traces-request.pb");
        for (Event event : Reading.of(new OtlpProtobuf(), bytes).events) {
            int from = (int) event.location().offset();
            String text = new String(bytes, from, event.location().length(), StandardCharsets.ISO_8859_1);
            assertThat(bytes[from]).isEqualTo((byte) 0x12);
            assertThat(text).contains(event.name());
        }
    }

    @Test
    void readsLogsAndMetricsFromProtobuf() throws IOException {
        List<Event> logs = Reading.of(new OtlpProtobuf(), Reading.sample("logs/otlp/shop-logs-request.pb")).events;
        assertThat(logs)
                .hasSize(34)
                .allMatch(event -> event.kind() == Kind.LOG && !event.message().isEmpty());
        List<Event> metrics = Reading.of(new OtlpProtobuf(), Reading.sample("metrics/shop-metrics-request.pb")).events;
        assertThat(metrics)
                .hasSize(20)
                .allMatch(event -> event.kind() == Kind.METRIC
                        && event.timeQuality() == TimeQuality.EXACT
                        && event.name() != null
                        && !event.message().isEmpty());
    }

    @Test
    void readsMessagesThatAreCompressedByThemselves() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(file)) {
            for (int i = 0; i < 2; i++) {
                byte[] message = Zstd.compress(DOCUMENT.getBytes(StandardCharsets.UTF_8));
                out.writeInt(message.length);
                out.write(message);
            }
            out.writeInt(500);
            out.write("cut".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(OtlpProtobuf.begins(file.toByteArray())).isTrue();
        Reading reading = Reading.of(new OtlpProtobuf(), file.toByteArray());
        assertThat(reading.events).hasSize(2).allSatisfy(OtlpTest::assertIsTheSpan);
        assertThat(reading.events.getLast().location().offset())
                .isEqualTo(reading.events.getFirst().location().length() + 8L);
        assertThat(reading.rejected).contains(IssueCode.TRUNCATED);
    }

    @Test
    void readsEveryDialect() throws IOException {
        String snake = DOCUMENT.replace("resourceSpans", "resource_spans")
                .replace("scopeSpans", "scope_spans")
                .replace("traceId", "trace_id")
                .replace("spanId", "span_id")
                .replace("startTimeUnixNano", "start_time_unix_nano")
                .replace("endTimeUnixNano", "end_time_unix_nano")
                .replace("stringValue", "string_value");
        String words = DOCUMENT.replace("\"kind\":2", "\"kind\":\"SPAN_KIND_SERVER\"")
                .replace("\"code\":2", "\"code\":\"STATUS_CODE_ERROR\"");
        String old = DOCUMENT.replace("scopeSpans", "instrumentationLibrarySpans");
        String bare = "{\"resource\":" + RESOURCE + ",\"scopeSpans\":[{\"spans\":[" + SPAN + "]}]}";
        String backwards = "{\"scopeSpans\":[{\"spans\":[" + SPAN + "]}],\"resource\":" + RESOURCE + "}";
        String tempo = "{\"trace\":" + DOCUMENT + ",\"metrics\":{}}";
        for (String document : List.of(DOCUMENT, snake, words, old, bare, backwards, tempo)) {
            Reading reading = Reading.of(new Otlp(), document);
            assertThat(reading.events).as(document).singleElement().satisfies(OtlpTest::assertIsTheSpan);
            assertThat(new Otlp().recognises(Reading.head(document.getBytes(StandardCharsets.UTF_8), false)))
                    .as(document)
                    .isGreaterThanOrEqualTo(0.9);
        }
    }

    @Test
    void readsLinesOfAnyLengthAndGoesOnBehindABrokenOne() throws IOException {
        String many = DOCUMENT.replace(SPAN, (SPAN + ",").repeat(19_999) + SPAN);
        assertThat(many.length()).isGreaterThan(2 << 20);
        Reading reading = Reading.of(new Otlp(), DOCUMENT + "\n{\"resourceSpans\":[{\"resou\n\n" + many + "\n");
        assertThat(reading.events).hasSize(20_001);
        assertThat(reading.rejected).containsExactly(IssueCode.TRUNCATED);
        assertThat(reading.events.getLast().location().line()).isEqualTo(4);
    }

    @Test
    void keepsWhatStoodBeforeTheEndOfACutOffDocument() throws IOException {
        String cut = DOCUMENT.replace(SPAN, SPAN + "," + SPAN).substring(0, DOCUMENT.length() + 40);
        Reading reading = Reading.of(new Otlp(), cut);
        assertThat(reading.events).singleElement().satisfies(OtlpTest::assertIsTheSpan);
        assertThat(reading.rejected).containsExactly(IssueCode.TRUNCATED);
    }

    @Test
    void refusesBrokenProtobufWithoutAnException() throws IOException {
        byte[] good = Reading.sample("traces/otlp/shop-traces-request.pb");
        for (int i = 3; i < good.length; i += 97) {
            byte[] bad = good.clone();
            bad[i] = (byte) 0xFF;
            Reading reading = Reading.of(new OtlpProtobuf(), bad);
            assertThat(reading.events.size() + reading.rejected.size()).isPositive();
        }
    }
}
