package dev.faultline.importers.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.SourceContext;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A correlation in lower case, or the blanks in its place, is passed over without looking for its end; one in upper case
 * and tabs are read as any bracket. Both must find the same places.
 */
class LineHeaderTest {
    private static final String LOWER = "3729ae5b2b5e35727077840191b7d302-4527cbc8ff26d4b2";
    private static final String TIME = "2025-03-04T00:00:00.000Z";
    private static final List<String> PIECES = List.of(
            " ",
            "  ",
            "\t",
            "INFO",
            "WARN",
            "445",
            "---",
            "-",
            ":",
            " : ",
            "[main]",
            "[a=b]",
            "[ x ]",
            "[[y]]",
            "(z),",
            "{k=v}",
            "o.a.Logger",
            "started",
            "[",
            "]");

    private static String read(String text) {
        LineHeader header =
                new LineHeader(new SourceContext("a.log", null, ZoneOffset.UTC, 1_741_046_400_000_000_000L));
        byte[] line = text.getBytes(StandardCharsets.UTF_8);
        int time = header.findTime(line, 0, line.length);
        if (time < 0) {
            return "none";
        }
        header.read(line, 0, time, line.length);
        return List.of(
                        header.severity,
                        header.threadFrom,
                        header.threadTo,
                        header.loggerFrom,
                        header.loggerTo,
                        header.serviceFrom,
                        header.serviceTo,
                        header.traceFrom,
                        header.traceTo,
                        header.spanFrom,
                        header.spanTo,
                        header.contextFrom,
                        header.contextTo,
                        header.processFrom,
                        header.processTo,
                        header.messageFrom)
                .toString();
    }

    @Test
    void readsACorrelationInEitherCaseAlike() {
        String line = TIME + "  INFO 445 --- [pay] [main] [" + LOWER + "] o.a.Logger : started";

        assertThat(read(line)).isEqualTo(read(line.replace(LOWER, LOWER.toUpperCase(java.util.Locale.ROOT))));
        assertThat(read(line)).contains(line.indexOf(LOWER) + ", " + (line.indexOf(LOWER) + 32));
    }

    @Test
    void findsTheSameAroundACorrelationWhereverItStands() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder before = new StringBuilder(TIME).append(' ');
            StringBuilder behind = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                before.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextInt(3) > 0 ? " " : "");
            }
            for (int i = random.nextInt(6); i > 0; i--) {
                behind.append(random.nextInt(3) > 0 ? " " : "").append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String upper = LOWER.toUpperCase(java.util.Locale.ROOT);
            String blank = " ".repeat(49);
            String tabs = "\t" + " ".repeat(48);

            assertThat(read(before + "[" + LOWER + "]" + behind))
                    .as("%s…%s", before, behind)
                    .isEqualTo(read(before + "[" + upper + "]" + behind));
            assertThat(read(before + "[" + blank + "]" + behind))
                    .as("%s…%s", before, behind)
                    .isEqualTo(read(before + "[" + tabs + "]" + behind));
        }
    }

    @Test
    void takesNothingElseOfThatLengthForACorrelation() {
        for (String inside : List.of(
                "3729ae5b2b5e35727077840191b7d302 4527cbc8ff26d4b2",
                "3729ae5b2b5e35727077840191b7d302-4527cbc8ff26d4 ]",
                "3729ae5b2b5e3572[077840191b7d302-4527cbc8ff26d4b2",
                " 729ae5b2b5e35727077840191b7d302-4527cbc8ff26d4b2")) {
            String line = TIME + "  INFO 445 --- [" + inside + "] o.a.Logger : started";

            assertThat(read(line)).as(inside).doesNotContain(line.indexOf(inside) + ", " + (line.indexOf(inside) + 32));
        }
    }
}
