package dev.faultline.workbench;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The beginning of a source as a person can work with it: whole lines, not too many, none without end. */
final class FirstLines {
    private static final int MOST = 60;
    private static final int LONGEST = 2_000;

    private FirstLines() {}

    static String of(byte[] beginning) {
        String text = new String(beginning, StandardCharsets.UTF_8);
        int whole = text.lastIndexOf('\n');
        return (whole > 0 ? text.substring(0, whole) : text)
                .lines()
                .limit(MOST)
                .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) : line)
                .collect(Collectors.joining("\n"));
    }
}
