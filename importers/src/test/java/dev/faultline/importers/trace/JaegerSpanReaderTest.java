package dev.faultline.importers.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.importers.Limits;
import dev.faultline.importers.Reading;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reader without trees gives what the reader with trees gives, whatever it reads. */
class JaegerSpanReaderTest {
    private static void assertSame(String what, byte[] document) throws IOException {
        Reading quick = read(document, false);
        Reading slow = read(document, true);
        assertThat(quick.events).as(what).hasSameSizeAs(slow.events);
        for (int i = 0; i < slow.events.size(); i++) {
            Event expected = slow.events.get(i);
            int from = (int) expected.location().offset();
            String span = new String(document, from, expected.location().length(), StandardCharsets.UTF_8);
            assertThat(quick.events.get(i)).as(span).isEqualTo(expected);
            assertThat(names(quick.events.get(i))).as(span).isEqualTo(names(expected));
        }
        assertThat(quick.reported).isEqualTo(slow.reported);
        assertThat(quick.rejected).isEqualTo(slow.rejected);
    }

    private static Reading read(byte[] document, boolean onlyTrees) throws IOException {
        Reading reading = new Reading();
        ByteArrayInputStream bytes = new ByteArrayInputStream(document);
        try (JsonTree tree = new JsonTree(bytes, position -> position, 1, Limits.JSON_DEPTH)) {
            new JaegerStream(tree, reading, onlyTrees).read();
        }
        return reading;
    }

    private static List<String> names(Event event) {
        return List.copyOf(event.attributes().keySet());
    }

    @Test
    void readsTheSamplesAlike() throws IOException {
        Path samples = Path.of("../../shared/samples/traces/jaeger");
        assumeThat(Files.isDirectory(samples))
                .as("the shared samples lie beside the project")
                .isTrue();
        try (Stream<Path> files = Files.list(samples)) {
            for (Path file : files.sorted().toList()) {
                assertSame(file.toString(), Files.readAllBytes(file));
            }
        }
    }

    private static final List<String> MEMBERS = List.of(
            "\"traceID\":\"c2ce6f447ed4d57b1e2feb89414c343c\",\"spanID\":\"a6cecc1b78e51061\"",
            "\"traceID\":\"1\",\"spanID\":\"zz\"",
            "\"traceID\":null,\"spanID\":12",
            "\"spanID\":\" \"",
            "\"spanID\":{}",
            "\"parentSpanID\":\"b\"",
            "\"parentSpanID\":7,\"references\":[{\"refType\":\"CHILD_OF\",\"spanID\":\"c\"}]",
            "\"references\":[{\"refType\":\"FOLLOWS_FROM\",\"spanID\":\"d\"},5,{\"refType\":\"CHILD_OF\"}]",
            "\"references\":[{\"spanID\":\"e\",\"refType\":\"FOLLOWS_FROM\",\"x\":[1]},{\"refType\":\"FOLLOWS_FROM\"}]",
            "\"references\":{\"refType\":\"CHILD_OF\"}",
            "\"operationName\":\"op ü\\n\",\"processID\":\"p1\"",
            "\"operationName\":\"\",\"processID\":\"p2\"",
            "\"operationName\":5,\"processID\":\"p3\"",
            "\"processID\":\"none\"",
            "\"processID\":{\"a\":1}",
            "\"startTime\":1741046400007067,\"duration\":255737",
            "\"startTime\":\"1741046400007067\",\"duration\":\"x\"",
            "\"startTime\":17410464000070671,\"duration\":-1",
            "\"startTime\":1.5,\"duration\":null",
            "\"startTime\":[]",
            "\"tags\":[{\"key\":\"span.kind\",\"type\":\"string\",\"value\":\"server\"},{\"key\":\"n\",\"value\":200}]",
            "\"tags\":[{\"value\":true,\"key\":\"error\"},{\"key\":\"otel.status_description\",\"value\":\"no\"}]",
            "\"tags\":[{\"key\":\"error\",\"value\":false},{\"key\":\"d\",\"value\":1.50},{\"key\":\"e\",\"value\":1e3}]",
            "\"tags\":[{\"key\":\"error\",\"value\":\"false\"},{\"key\":\"error\",\"value\":\"\"},{\"key\":7,\"value\":8}]",
            "\"tags\":[{\"key\":\"error\",\"value\":null},{\"key\":\"error\"},{\"value\":1},9,{\"key\":\"host\",\"value\":null}]",
            "\"tags\":[{\"key\":\"otel.status_code\",\"value\":\"ERROR\"},{\"key\":\"host\",\"value\":\"own\"}]",
            "\"tags\":[{\"key\":\"a\",\"value\":1},{\"key\":\"o\",\"value\":{\"x\":[1,{}]}},{\"key\":\"a\",\"value\":2},"
                    + "{\"key\":\"l\",\"value\":[1,\"b\"]},{\"key\":\"error\",\"value\":{}}]",
            "\"tags\":{}",
            "\"tags\":[]",
            "\"logs\":[{\"timestamp\":1,\"fields\":[{\"key\":\"exception.type\",\"value\":\"Boom\"},"
                    + "{\"key\":\"exception.stacktrace\",\"value\":\"Boom: no\\n\\tat a.b(C.java:1)\"}]}]",
            "\"logs\":[]",
            "\"logs\":null,\"warnings\":null,\"flags\":1",
            "\"warnings\":[\"w\"]",
            "\"process\":{\"serviceName\":\"inline\",\"tags\":[{\"key\":\"host\",\"value\":\"i\"}]}",
            "\"process\":5");

    private static String document(boolean before) {
        String processes =
                "\"processes\":{\"p1\":{\"serviceName\":\"shop\",\"tags\":[{\"key\":\"host\",\"value\":\"h\"},"
                        + "{\"key\":\"cpus\",\"value\":4},{\"key\":\"z\",\"value\":null}]},\"p2\":{\"serviceName\":\"deep\","
                        + "\"tags\":[{\"key\":\"o\",\"value\":{\"k\":1}}]},\"p3\":5}";
        StringBuilder text = new StringBuilder("{\"data\":[{").append(before ? processes + "," : "");
        text.append("\"spans\":[{},7");
        for (String one : MEMBERS) {
            text.append(",{").append(one).append('}');
            for (String other : MEMBERS) {
                text.append(",{\"spanID\":\"1\",").append(one).append(',').append(other);
                text.append('}');
                text.append(",{").append(one).append(',').append(other).append(",\"processID\":\"p1\"}");
            }
        }
        return text.append(']')
                .append(before ? "" : "," + processes)
                .append("}]}")
                .toString();
    }

    @Test
    void readsOdditiesAlike() throws IOException {
        for (boolean before : List.of(true, false)) {
            String text = document(before);
            assertSame("oddities", text.getBytes(StandardCharsets.UTF_8));
            String cutOff = text.substring(0, text.length() * 2 / 3);
            assertThat(read(cutOff.getBytes(StandardCharsets.UTF_8), false).rejected)
                    .isNotEmpty();
        }
    }

    @Test
    void readsManyTagsAlike() throws IOException {
        StringBuilder text = new StringBuilder("{\"spans\":[{\"spanID\":\"1\",\"tags\":[");
        for (int i = 0; i < 1_500; i++) {
            text.append(i == 0 ? "" : ",").append("{\"key\":\"k" + i % 1_400 + "\",\"value\":" + i + "}");
        }
        assertSame("many", text.append("]}]}").toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsSpansOfManyLinesAlike() throws IOException {
        String span = "{\n \"traceID\": \"1a\",%s\"spanID\": \"2b\",\n\"references\": [ { \"refType\": \"CHILD_OF\",\n"
                + " \"spanID\": \"3c\" } ], \"tags\": [\n { \"key\": \"n\", \"value\": 5 } ]\n}";
        String text = "{\"data\":[{\"spans\":[" + span.formatted("") + "," + span.formatted("\r\n") + ","
                + span.formatted("\r") + "," + span.formatted("") + "]}]}";
        assertSame("lines", text.getBytes(StandardCharsets.UTF_8));
    }
}
