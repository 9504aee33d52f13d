package dev.faultline.importers.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.faultline.importers.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a line must begin with is never said too narrowly, and narrowly enough to be of use. */
class PatternStartTest {
    @Test
    void neverRefusesALineThatAnExpressionMatches() {
        List<String> lines = new ArrayList<>();
        for (DefinedFormat format : ShippedFormats.all()) {
            for (Definition.Sample sample : format.definition().samples()) {
                lines.addAll(sample.text().lines().toList());
            }
        }
        Random random = new Random(7);
        for (String line : List.copyOf(lines)) {
            for (int i = 0; i < 8 && !line.isEmpty(); i++) {
                StringBuilder changed = new StringBuilder(line);
                changed.setCharAt(
                        random.nextInt(Math.min(50, line.length())), " ]0-aZ:[\t\u00e4".charAt(random.nextInt(10)));
                lines.add(changed.toString());
                lines.add(line.substring(0, random.nextInt(line.length())));
            }
        }
        List<String> wrong = new ArrayList<>();
        for (DefinedFormat format : ShippedFormats.all()) {
            PatternStarts starts = new PatternStarts(format.definition().patterns());
            for (String line : lines) {
                boolean matched = format.definition().patterns().stream()
                        .anyMatch(pattern -> pattern.matcher(line).lookingAt());
                if (matched && !starts.mayMatch(line(line))) {
                    wrong.add(format.format() + ": " + line);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void refusesByTheShapeOfATimeAndByAlternatives() {
        String time = "^\\[?(?P<timestamp>\\d{4}-\\d\\d)";
        assertThat(mayMatch("^(?P<timestamp>\\d{4}-\\d\\d) till", "2026-11 till"))
                .isTrue();
        assertThat(mayMatch("^(?P<timestamp>\\d{4}-\\d\\d) till", "2026-11 tilt"))
                .isFalse();
        assertThat(mayMatch("^(?P<level>INFO|WARN|ER)X", "WARNX")).isTrue();
        assertThat(mayMatch("^(?P<level>INFO|WARN|ER)X", "DEBUGX")).isFalse();
        assertThat(mayMatch("^[^\\]\\d-]x+?y", "-x")).isFalse();
        assertThat(mayMatch(time, "anything"))
                .as("what may be absent decides nothing")
                .isTrue();
        assertThat(mayMatch("(?i)^info (?P<message>.*)", "INFO x"))
                .as("a flag is not understood")
                .isTrue();
        assertThat(mayMatch("^a|^(?P<message>b)", "b")).isTrue();
    }

    private static boolean mayMatch(String expression, String line) {
        return new PatternStarts(List.of(Pattern.compile(expression))).mayMatch(line(line));
    }

    private static Line line(String text) {
        Line line = new Line();
        line.buffer = text.getBytes(StandardCharsets.ISO_8859_1);
        line.to = line.buffer.length;
        line.end = line.to;
        return line;
    }
}
