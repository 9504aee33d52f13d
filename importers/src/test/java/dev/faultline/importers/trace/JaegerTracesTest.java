package dev.faultline.importers.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Limits;
import dev.faultline.importers.Reading;
import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonToken;

/** Whole traces of plain spans are read in one go, and give what trees give. */
class JaegerTracesTest {
    private static final String PROCESSES =
            "{\"p1\":{\"serviceName\":\"a\",\"tags\":[{\"key\":\"host\",\"value\":\"ä\"},"
                    + "{\"key\":\"n\",\"value\":7}]},\"p2\":{\"serviceName\":\"b\"}}";

    private static String span(int number) {
        return "{\"traceID\":\"c2ce6f447ed4d57b1e2feb89414c343c\",\"spanID\":\"%016x\",\"operationName\":\"GET\","
                        .formatted(number + 1)
                + "\"references\":[{\"refType\":\"CHILD_OF\",\"traceID\":\"c2\",\"spanID\":\"a6cecc1b78e51061\"}],"
                + "\"startTime\":1741046400098398,\"duration\":" + number
                + ",\"tags\":[{\"key\":\"n\",\"type\":\"int64\","
                + "\"value\":" + number % 9 + "},{\"key\":\"error\",\"value\":" + (number % 2 == 0)
                + "}],\"logs\":[],\"processID\":\"p" + (1 + number % 2) + "\",\"warnings\":null}";
    }

    private static String trace(String spans) {
        return "{\"traceID\":\"c2\",\"spans\":[" + spans + "],\"processes\":" + PROCESSES + ",\"warnings\":null}";
    }

    private static String document(String... traces) {
        return "{\"data\":[" + String.join(",", traces) + "],\"total\":0}";
    }

    private static boolean isReadAtOnce(String trace) throws IOException, BadJson {
        Reading reading = new Reading();
        try (JsonTree tree = tree("[" + trace + "]")) {
            tree.next();
            tree.next();
            boolean read = new JaegerTraces(new SpanTexts(), reading).read(tree);
            assertThat(read || reading.events.isEmpty()).isTrue();
            return read && tree.next() == JsonToken.END_ARRAY;
        }
    }

    private static JsonTree tree(String text) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new JsonTree(bytes, position -> position, 1, Limits.JSON_DEPTH);
    }

    private static void assertSame(String text) throws IOException {
        Reading quick = new Reading();
        Reading slow = new Reading();
        try (JsonTree tree = tree(text)) {
            new JaegerStream(tree, quick).read();
        }
        try (JsonTree tree = tree(text)) {
            new JaegerStream(tree, slow, true).read();
        }
        assertThat(quick.events).isEqualTo(slow.events);
        assertThat(quick.reported).isEqualTo(slow.reported);
        assertThat(quick.rejected).isEqualTo(slow.rejected);
    }

    @Test
    void readsATraceOfPlainSpansAtOnce() throws IOException, BadJson {
        String plain = trace(span(1) + "," + span(2) + "," + span(3));
        String first =
                "{\"processes\":" + PROCESSES.replace(",", ",\n") + ",\"spans\":[" + span(1) + ",\n" + span(2) + "]}";
        for (String trace : List.of(plain, first, trace(""))) {
            assertThat(isReadAtOnce(trace)).isTrue();
            assertSame(document(plain, trace, trace, plain, first));
        }
    }

    @Test
    void leavesWhatIsNotPlainToTheTokens() throws IOException, BadJson {
        String plain = trace(span(1) + "," + span(2));
        List<String> odd = List.of(
                plain.replace("\"GET\"", "\"G\\u0045T\""),
                plain.replace("\"GET\"", "\"GÉT\""),
                plain.replace("\"logs\":[]", "\"logs\":[{\"timestamp\":1,\"fields\":[]}]"),
                plain.replace("\"warnings\":null}", "\"warnings\":[\"w\"]}"),
                plain.replace("\"processID\":\"p2\"", "\"processID\":\"p9\""),
                plain.replace("\"value\":7", "\"value\":{\"deep\":1}"),
                plain.replace("\"p2\":{", "\"p1\":{"),
                plain.replace("\"processes\"", "\"spans\":[],\"processes\""),
                plain.replace(PROCESSES, PROCESSES.replace("},", "},\r")),
                plain.replace("\"processes\":" + PROCESSES + ",", ""),
                plain.substring(0, plain.length() - 1));
        for (String trace : odd) {
            assertThat(isReadAtOnce(trace)).as(trace).isFalse();
            assertSame(document(plain, trace, plain, trace, trace, plain, plain));
        }
    }

    @Test
    void readsTracesLongerThanItsBufferAlike() throws IOException {
        List<String> traces = new ArrayList<>();
        StringBuilder spans = new StringBuilder(span(0));
        for (int i = 1; i < 3_000; i++) {
            spans.append(',').append(span(i));
            if (i % 97 == 0) {
                traces.add(trace(span(i) + "," + span(i + 1)));
                traces.add(trace(spans.toString()));
            }
        }
        assertSame(document(traces.toArray(String[]::new)));
    }
}
