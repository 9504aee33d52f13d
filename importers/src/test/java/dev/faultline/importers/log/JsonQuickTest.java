package dev.faultline.importers.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.importers.Line;
import dev.faultline.importers.Lines;
import dev.faultline.importers.SourceContext;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reader without trees gives what the reader with trees gives, whatever it reads. */
class JsonQuickTest {
    private static final Path SAMPLES = Path.of("../../shared/samples");
    private static final int MOST_BYTES = 2_000_000;

    /** What one of the readers says. */
    private static final class Said implements EventSink {
        private final List<String> all = new ArrayList<>();
        private final EventDraft draft = new EventDraft();

        @Override
        public EventDraft draft() {
            return draft.clear();
        }

        @Override
        public void accept() {
            Event event = draft.toEvent(new EventId(1, all.size()));
            all.add(event + " " + event.attributes().keySet());
        }

        @Override
        public void reject(IssueCode code, String detail, long offset, long length, long line) {
            all.add("rejected " + code + " " + offset + " " + length + " " + line);
        }

        @Override
        public void report(IssueCode code, String detail, long offset, long line) {
            all.add("reported " + code + " " + offset + " " + line);
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }

    private static Said read(byte[] bytes, boolean trees) throws IOException {
        Said said = new Said();
        JsonLogParser parser = new JsonLogParser(new SourceContext("x", null, ZoneOffset.UTC, 0), trees);
        Lines lines = new Lines(new ByteArrayInputStream(bytes), position -> position, said);
        while (lines.next()) {
            Line line = lines.line();
            parser.line(line, said);
        }
        return said;
    }

    /** Every line thrice, since a shape is known only after a while. */
    private static void assertSame(String what, List<byte[]> lines) throws IOException {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] line : lines) {
            for (int i = 0; i < 3; i++) {
                all.write(line);
                all.write('\n');
            }
        }
        List<String> quick = read(all.toByteArray(), false).all;
        List<String> trees = read(all.toByteArray(), true).all;
        for (int i = 0; i < Math.min(quick.size(), trees.size()); i++) {
            assertThat(quick.get(i)).as(what).isEqualTo(trees.get(i));
        }
        assertThat(quick).as(what).hasSameSizeAs(trees);
    }

    private static List<byte[]> lines(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(java.util.Arrays.copyOfRange(bytes, from, i));
                from = i + 1;
            }
        }
        lines.add(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
        return lines;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> sampleLines() throws IOException {
        assumeThat(Files.isDirectory(SAMPLES))
                .as("the shared samples lie beside the project")
                .isTrue();
        List<byte[]> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            files.filter(Files::isRegularFile).sorted().forEach(file -> {
                try {
                    byte[] bytes = Files.size(file) > MOST_BYTES ? new byte[0] : Files.readAllBytes(file);
                    lines(bytes).stream()
                            .filter(line -> line.length > 1 && line[0] == '{' && line.length < 100_000)
                            .limit(40)
                            .forEach(lines::add);
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            });
        }
        return lines;
    }

    @Test
    void readsEveryLineOfJsonInTheSamplesAlike() throws IOException {
        List<byte[]> lines = sampleLines();
        assertThat(lines).hasSizeGreaterThan(500);
        assertSame("samples", lines);
    }

    @Test
    void readsTimesOfAMinuteAlikeWhateverTheirForm() throws IOException {
        List<String> minutes =
                List.of("2025-03-04T00:00:", "2025-03-04T00:01:", "1970-01-01T00:00:", "2025-12-31T23:59:");
        List<String> seconds =
                List.of("00", "59", "60", "7", "1x", "07.5", "07.123", "07.12x", "07,123", "07.123456789");
        List<String> zones = List.of("Z", "+02:00", "-02:00", "+02:01", "");
        Random random = new Random(3);
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String time = minutes.get(random.nextInt(10) == 0 ? random.nextInt(4) : 0)
                    + seconds.get(random.nextInt(10))
                    + zones.get(random.nextInt(5));
            lines.add(utf8("{\"@timestamp\":\"" + time + "\",\"message\":\"m\"}"));
        }
        assertSame("times", lines);
    }

    @Test
    void readsDamagedLinesAlike() throws IOException {
        Random random = new Random(1);
        byte[] odd = utf8("\"\\{}[]:,0e-.tnu/ \t\0\u0001");
        List<byte[]> damaged = new ArrayList<>();
        for (byte[] line : sampleLines()) {
            for (int i = 0; i < 8 && line.length < 4_000; i++) {
                byte[] other = line.clone();
                int at = random.nextInt(other.length);
                switch (random.nextInt(4)) {
                    case 0 -> other[at] = odd[random.nextInt(odd.length)];
                    case 1 -> other[at] = (byte) random.nextInt(256);
                    case 2 -> other = java.util.Arrays.copyOf(other, at);
                    default -> {
                        int to = random.nextInt(other.length);
                        System.arraycopy(line, Math.min(at, to), other, at, other.length - Math.max(at, to));
                    }
                }
                damaged.add(other);
            }
        }
        damaged.removeIf(line -> new String(line, StandardCharsets.ISO_8859_1).indexOf('\n') >= 0);
        assertSame("damaged", damaged);
    }

    private static final List<String> NAMES = Stream.of(
                    JsonNames.TIMES,
                    JsonNames.MESSAGES,
                    JsonNames.LEVELS,
                    JsonNames.SERVICES,
                    JsonNames.LOGGERS,
                    JsonNames.THREADS,
                    JsonNames.TRACES,
                    JsonNames.SPANS,
                    JsonNames.STACKS,
                    JsonNames.ERRORS,
                    JsonNames.THROWN,
                    JsonNames.PRINTED,
                    JsonNames.STATUS,
                    JsonNames.METHODS,
                    JsonNames.PATHS,
                    List.of("name", "v", "hostname", "traceparent", "a", "a.b", "ünï", "", "x y", "request_time"))
            .flatMap(List::stream)
            .toList();

    private static final List<String> VALUES = List.of(
            "\"2025-03-04T00:00:00.123Z\"",
            "\"2025-03-04T00:00:00.1234567891+01:00\"",
            "\"2025-02-30T23:59:60Z\"",
            "\"2025-03-04T24:00:00Z\"",
            "\"2300-03-04 00:00:00,5\"",
            "\"2025-03-04T00:00:00-18:30\"",
            "\"2025-03-04T00:00:00.5 UTC\"",
            "\"1741046400123\"",
            "1741046400",
            "1741046400.123456",
            "1741046400123",
            "1741046400123456",
            "1741046400123456789",
            "99999999999",
            "9223372036854775807",
            "1e400",
            "-5",
            "-0",
            "007",
            "1.",
            "3",
            "30",
            "40000",
            "200",
            "503",
            "\"503\"",
            "0.50",
            "true",
            "false",
            "null",
            "nul",
            "NaN",
            "[]",
            "{}",
            "[1,\"b\",null]",
            "[1, 2]",
            "[\"\\n\"]",
            "[[1]]",
            "{\"name\":\"n\",\"level\":\"warn\",\"thread\":{\"name\":\"main\",\"id\":4}}",
            "{\"type\":\"T\",\"message\":\"m\",\"stack_trace\":\"T: m\\n\\tat a.b(C.java:1)\"}",
            "{\"stringValue\":\"inner\",\"b\":{\"c\":{\"d\":1}},\"e\":{}}",
            "{\"id\":\"c2ce6f447ed4d57b1e2feb89414c343c\"}",
            "{\"a\":1,\"a\":2}",
            "{\"$date\":\"2025-03-04T00:00:00.123Z\"}",
            "{\"epochSecond\":1741046400,\"nanoOfSecond\":5}",
            "{\"date\":\"2025-03-04 00:00:00.5\",\"timezone\":\"UTC\"}",
            "\"\"",
            "\" \"",
            "\" lead\"",
            "\"\u00a0\"",
            "\"\u3000wide\"",
            "\"INFO\"",
            "\"i\"",
            "\"4\"",
            "\"weird\"",
            "\"Grüße \u4e16\u754c \ud83d\ude00\"",
            "\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\"",
            "\"\\u00e9\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\ude00\\ud83d\"",
            "\"\\u12\"",
            "\"\\x\"",
            "\"tab\there\"",
            "\"c2ce6f447ed4d57b1e2feb89414c343c\"",
            "\"projects/p/traces/c2ce6f447ed4d57b1e2feb89414c343c\"",
            "\"a6cecc1b78e51061\"",
            "\"12345678901234567890\"",
            "\"00-c2ce6f447ed4d57b1e2feb89414c343c-a6cecc1b78e51061-01\"",
            "\"java.lang.IllegalStateException: no\\n\\tat a.B.c(D.java:5)\\nCaused by: x.Y: z\\n\\tat e.F.g(H.java:6)\"",
            "\"GET /a?b=c HTTP/1.1\"",
            "\"/path\"",
            "\"POST\"");

    private static String blanks(Random random) {
        return random.nextInt(6) > 0 ? "" : List.of(" ", "\t", "  ", "\r ").get(random.nextInt(4));
    }

    private static String record(Random random, int most) {
        StringBuilder record = new StringBuilder(blanks(random) + "{");
        int members = random.nextInt(most);
        for (int i = 0; i < members; i++) {
            record.append(i == 0 ? "" : ",").append(blanks(random));
            String name = NAMES.get(random.nextInt(NAMES.size()));
            int dot = name.indexOf('.');
            boolean nested = dot > 0 && random.nextBoolean();
            String value = VALUES.get(random.nextInt(VALUES.size()));
            record.append('"').append(nested ? name.substring(0, dot) : name).append('"');
            record.append(blanks(random)).append(':').append(blanks(random));
            if (nested) {
                record.append("{\"")
                        .append(name.substring(dot + 1))
                        .append("\":")
                        .append(value);
                record.append(random.nextBoolean() ? "}" : ",\"more\":" + record(random, 3) + "}");
            } else {
                record.append(random.nextInt(12) == 0 ? record(random, 4) : value);
            }
            record.append(blanks(random));
        }
        return record.append('}')
                .append(List.of("", "", "", " ", ",", "x", "}").get(random.nextInt(7)))
                .toString();
    }

    @Test
    void readsOddLinesAlike() throws IOException {
        Random random = new Random(2);
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            lines.add(utf8(record(random, i % 10 == 0 ? 90 : 9)));
        }
        assertSame("generated", lines);
    }

    @Test
    void readsEveryNameWithEveryValueAlike() throws IOException {
        List<byte[]> lines = new ArrayList<>();
        for (String name : NAMES) {
            for (String value : VALUES) {
                lines.add(utf8("{\"" + name + "\":" + value + "}"));
                lines.add(utf8("{\"time\":\"2025-03-04T00:00:00Z\",\"msg\":\"m\",\"" + name + "\":" + value + "}"));
            }
        }
        assertSame("each", lines);
    }

    @Test
    void takesTheOrdinaryLinesItself() throws IOException {
        String line =
                "{\"@timestamp\":\"2025-03-04T00:00:00.000Z\",\"log\":{\"level\":\"INFO\"},\"message\":\"a\\n\",\"n\":1}";
        JsonQuick quick = new JsonQuick(new SourceContext("x", null, ZoneOffset.UTC, 0));
        byte[] bytes = utf8(line);
        assertThat(quick.read(bytes, 0, bytes.length)).isFalse();
        assertThat(quick.read(bytes, 0, bytes.length)).isTrue();
    }
}
