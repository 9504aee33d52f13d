package dev.faultline.importers.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Limits;
import dev.faultline.importers.Reading;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole groups of plain spans are read in one go, and give what trees give. */
class OtlpGroupsTest {
    private static final String SPAN =
            "{\"traceId\":\"c2ce6f447ed4d57b1e2feb89414c343c\",\"spanId\":\"%016x\",\"name\":\"GET /é\",\"kind\":2,"
                    + "\"startTimeUnixNano\":\"1741046400007067000\",\"endTimeUnixNano\":\"1741046400007067009\","
                    + "\"attributes\":[{\"key\":\"n\",\"value\":{\"intValue\":\"%d\"}}],\"status\":{}}";

    private static String span(int number) {
        return SPAN.replace("é", "").formatted(number + 1, number);
    }

    private static String group(String service, String spans) {
        return "{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"" + service
                + "\"}},{\"key\":\"host\",\"value\":{\"stringValue\":\"ä\"}}]},\"scopeSpans\":[{\"scope\":"
                + "{\"name\":\"s\",\"version\":\"1\"},\"spans\":[" + spans + "]}]}";
    }

    private static String document(String... groups) {
        return "{\"resourceSpans\":[" + String.join(",", groups) + "]}";
    }

    private static boolean isReadAtOnce(String text) throws IOException {
        JsonLines lines = new JsonLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return lines.next() && new OtlpSpanReader(new Reading()).groups().read(lines, at -> at);
    }

    /** What trees give of the same document or lines. */
    private static Reading byTrees(String text) throws IOException {
        Reading reading = new Reading();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!JsonLines.is(Reading.head(bytes, false))) {
            byTrees(reading, new ByteArrayInputStream(bytes), 0, 1);
            return reading;
        }
        JsonLines lines = new JsonLines(new ByteArrayInputStream(bytes));
        while (lines.next()) {
            byTrees(reading, lines, lines.offset(), lines.number());
        }
        return reading;
    }

    private static void byTrees(Reading reading, InputStream text, long start, long line) throws IOException {
        try (JsonTree tree = new JsonTree(text, at -> start + at, line, Limits.JSON_DEPTH)) {
            new OtlpStream(tree, reading, (Json.Span) null).read();
        }
    }

    private static void assertSame(String text) throws IOException {
        Reading quick = Reading.of(new Otlp(), text);
        Reading slow = byTrees(text);
        assertThat(quick.events).isEqualTo(slow.events);
        assertThat(quick.reported).isEqualTo(slow.reported);
        assertThat(quick.rejected).isEqualTo(slow.rejected);
    }

    @Test
    void readsALineOfPlainSpansAtOnce() throws IOException {
        String plain = document(group("a", span(1) + "," + span(2)), group("b", span(3)), group("a", ""));
        String address = document(group("a", span(1)).replace("]}]}", "],\"schemaUrl\":\"x\"}],\"schemaUrl\":\"y\"}"));
        for (String text : List.of(plain, address)) {
            for (String end : List.of("", "\n", "\r\n", " \n{\"x\":1}")) {
                assertThat(isReadAtOnce(text + end)).isTrue();
                assertSame(text + "\n" + text + end);
            }
        }
    }

    @Test
    void leavesWhatIsNotPlainToTheTokens() throws IOException {
        String plain = document(group("a", span(1) + "," + span(2)));
        List<String> odd = List.of(
                plain.replace("\"n\"", "\"\\u006e\""),
                plain.replace("GET", "GÉT"),
                plain.replace("\"status\":{}", "\"events\":[{\"name\":\"e\"}]"),
                plain.replace("{\"intValue\":\"1\"}", "{\"arrayValue\":{\"values\":[]}}"),
                plain.replace(
                        "{\"stringValue\":\"ä\"}",
                        "{\"kvlistValue\":{\"values\":[{\"key\":\"k\"," + "\"value\":{\"intValue\":1}}]}}"),
                plain.replace("\"scope\":{\"name\":\"s\",\"version\":\"1\"},", ""),
                plain.replace("\"spans\"", "\"other\":1,\"spans\""),
                plain.replace("scopeSpans", "scope_spans"),
                plain.replace("]}]}]}", "]}]}]},"),
                plain.substring(0, plain.length() - 2),
                plain + plain,
                plain.replace("\"ä\"}", "\"ä\"]"));
        for (String text : odd) {
            assertThat(isReadAtOnce(text)).as(text).isFalse();
            assertSame(plain + "\n" + text + "\n" + plain + "\n" + plain);
        }
    }

    @Test
    void readsLinesLongerThanItsBufferAlike() throws IOException {
        List<String> spans = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            spans.add(span(i));
        }
        String wide = document(group("a", String.join(",", spans)));
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            groups.add(group("s" + i % 40, String.join(",", spans.subList(i, i + i % 40))));
        }
        String many = document(groups.toArray(String[]::new));
        Collections.shuffle(groups, new java.util.Random(1));
        StringBuilder text = new StringBuilder(wide).append('\n').append(many).append('\n');
        groups.forEach(group -> text.append(document(group)).append('\n'));
        assertSame(text.toString());
        assertSame(many.replace("},{\"resource", "},\n{\"resource").replace("\"spans\"", "\n\"spans\""));
    }
}
