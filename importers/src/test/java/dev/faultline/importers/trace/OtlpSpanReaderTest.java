package dev.faultline.importers.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Limits;
import dev.faultline.importers.Reading;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader without trees gives what the reader with trees gives, whatever it reads. */
class OtlpSpanReaderTest {
    private static void assertSame(byte[] document) throws IOException {
        Reading quick = new Reading();
        Reading slow = new Reading();
        try (JsonTree tree = tree(document)) {
            new OtlpStream(tree, quick, new OtlpSpanReader(quick)).read();
        }
        try (JsonTree tree = tree(document)) {
            new OtlpStream(tree, slow, (Json.Span) null).read();
        }
        assertThat(quick.events).hasSameSizeAs(slow.events);
        for (int i = 0; i < slow.events.size(); i++) {
            Event expected = slow.events.get(i);
            int from = (int) expected.location().offset();
            String span = new String(document, from, expected.location().length(), StandardCharsets.UTF_8);
            assertThat(quick.events.get(i)).as(span).isEqualTo(expected);
        }
        assertThat(quick.events.stream().map(OtlpSpanReaderTest::names))
                .isEqualTo(slow.events.stream().map(OtlpSpanReaderTest::names).toList());
        assertThat(quick.reported).isEqualTo(slow.reported);
        assertThat(quick.rejected).isEqualTo(slow.rejected);
    }

    private static JsonTree tree(byte[] document) throws IOException {
        return new JsonTree(new ByteArrayInputStream(document), position -> position, 1, Limits.JSON_DEPTH);
    }

    private static List<String> names(Event event) {
        return List.copyOf(event.attributes().keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traces/otlp/shop-traces.otlp.jsonl",
                "traces/otlp/otlp-proto-example-trace.json",
                "traces/tempo/kiali-bookinfo-tempo.json"
            })
    void readsTheSamplesAlike(String path) throws IOException {
        assertSame(Reading.sample(path));
    }

    @Test
    void readsOdditiesAlike() throws IOException {
        List<String> members = List.of(
                "\"traceId\":\"C2CE6F447ED4D57B1E2FEB89414C343C\",\"spanId\":\"a6cecc1b78e51061\"",
                "\"traceId\":\"ws5vRH7U1XseL+uJQUw0PA==\",\"spanId\":\"ps7MG3jlEGE=\",\"parentSpanId\":\"\"",
                "\"traceId\":\"zz\",\"spanId\":12,\"parentSpanId\":\"0000000000000000\"",
                "\"traceId\":null,\"spanId\":[],\"parentSpanId\":\"                \"",
                "\"trace_id\":\"ä2ce6f447ed4d57b1e2feb89414c343c\",\"span_id\":\"\\u0061\"",
                "\"name\":\" \"",
                "\"name\":\"a\\n\\u00fc\",\"kind\":2",
                "\"name\":7,\"kind\":\"SPAN_KIND_CLIENT\",\"flags\":257,\"x\":{\"y\":[1]}",
                "\"kind\":99",
                "\"kind\":{}",
                "\"startTimeUnixNano\":\"1741046400007067000\",\"endTimeUnixNano\":1741046400262804000",
                "\"startTimeUnixNano\":\"9223372036854775808\",\"endTimeUnixNano\":\"0\"",
                "\"startTimeUnixNano\":9199999999999999999,\"endTimeUnixNano\":5",
                "\"startTimeUnixNano\":1.741046400007067E18",
                "\"start_time_unix_nano\":\"2025-03-04T00:00:00Z\",\"end_time_unix_nano\":\"x\"",
                "\"status\":{\"code\":\"STATUS_CODE_ERROR\",\"message\":\"no\"}",
                "\"status\":{\"code\":2},\"traceState\":\"a=b\"",
                "\"status\":null,\"traceState\":\"\"",
                "\"attributes\":[{\"key\":\"a\",\"value\":{\"stringValue\":\"x\"}},{\"key\":\"a\",\"value\":{\"intValue\":5}}]",
                "\"attributes\":[{\"value\":{\"intValue\":\"5\"},\"key\":\"n\"},{\"key\":\"b\",\"value\":{\"boolValue\":true}},"
                        + "{\"key\":\"d\",\"value\":{\"doubleValue\":5}},{\"key\":\"e\",\"value\":{\"doubleValue\":1.5}}]",
                "\"attributes\":[{\"key\":\"host\",\"value\":{\"stringValue\":\"own\"}},5,{\"value\":{}},{\"key\":\"z\"}]",
                "\"attributes\":[{\"key\":\"o\",\"value\":{}},{\"key\":\"p\",\"value\":null},{\"key\":\"q\",\"value\":\"bare\"}]",
                "\"attributes\":[{\"key\":\"thread.name\",\"value\":{\"stringValue\":\"main\"}},"
                        + "{\"key\":\"exception.stacktrace\",\"value\":{\"stringValue\":\"at x\"}}]",
                "\"attributes\":[{\"key\":\"l\",\"value\":{\"arrayValue\":{\"values\":[{\"intValue\":1}]}}},"
                        + "{\"key\":\"m\",\"value\":{\"kvlistValue\":{\"values\":[{\"key\":\"k\",\"value\":{\"boolValue\":false}}]}}}]",
                "\"attributes\":{\"key\":\"no list\"}",
                "\"attributes\":[{\"key\":\"s\",\"value\":{\"stringValue\":5,\"intValue\":6}},{\"key\":\"i\",\"value\":{\"intValue\":1.5}}]",
                "\"events\":[{\"name\":\"exception\",\"attributes\":[{\"key\":\"exception.type\",\"value\":{\"stringValue\":"
                        + "\"Boom\"}},{\"key\":\"exception.stacktrace\",\"value\":{\"stringValue\":\"Boom: no\\n\\tat a.b(C.java:1)\"}}]}]",
                "\"links\":[{\"traceId\":\"c2ce6f447ed4d57b1e2feb89414c343c\",\"spanId\":\"a6cecc1b78e51061\"}],\"events\":[]");
        String resources = """
                {"attributes":[{"key":"service.name","value":{"stringValue":"shop"}},\
                {"key":"host","value":{"stringValue":"h"}},{"key":"cpus","value":{"intValue":"4"}}%s]}""";
        String nested = """
                ,{"key":"deep","value":{"kvlistValue":{"values":[{"key":"k","value":{"intValue":1}}]}}}""";
        for (String more : List.of("", nested)) {
            StringBuilder document = new StringBuilder("{\"resourceSpans\":[{\"resource\":");
            document.append(resources.formatted(more))
                    .append(",\"scopeSpans\":[{\"scope\":{\"name\":\"s\"},\"spans\":[{}");
            for (String one : members) {
                document.append(",{").append(one).append('}');
                for (String other : members) {
                    document.append(",{").append(one).append(',').append(other).append('}');
                }
            }
            document.append("]}]}]}");
            assertSame(document.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void readsManyAttributesAlike() throws IOException {
        StringBuilder document = new StringBuilder(
                "{\"resourceSpans\":[{\"resource\":{},\"scopeSpans\":[{\"scope\":{},\"spans\":[{\"attributes\":[");
        for (int i = 0; i < 1_500; i++) {
            document.append(i == 0 ? "" : ",")
                    .append("{\"key\":\"k" + i + "\",\"value\":{\"intValue\":\"" + i + "\"}}");
        }
        assertSame(document.append("]}]}]}]}").toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsSpansOfManyLinesAlike() throws IOException {
        String span = "{\n \"name\": \"a\",%s\"spanId\": \"a6cecc1b78e51061\",\n\"attributes\": [ { \"key\": \"n\",\n"
                + " \"value\": { \"doubleValue\": 1.5 } } ], \"startTimeUnixNano\": \"1741046400007067000\"\n}";
        String document = "{\"resourceSpans\":[{\"resource\":{},\"scopeSpans\":[{\"scope\":{},\"spans\":["
                + span.formatted("") + "," + span.formatted("\r\n") + "," + span.formatted("\r") + ","
                + span.formatted("")
                + "]}]}]}";
        assertSame(document.getBytes(StandardCharsets.UTF_8));
    }
}
