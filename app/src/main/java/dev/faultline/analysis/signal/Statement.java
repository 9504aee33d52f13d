package dev.faultline.analysis.signal;

import dev.faultline.store.Block;
import dev.faultline.store.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which log statement wrote a record: its place in the code where the record names one, else its template. */
final class Statement {
    /** {@code Class#31}, as logback's {@code %logger#%line} prints it, or {@code File.java:31}. */
    private static final Pattern PLACE =
            Pattern.compile("(?<![\\w.$#])([A-Za-z_$][\\w$.-]{0,120}(?:#|\\.[a-z]{1,4}:)\\d{1,6})(?![\\w.])");

    private static final int HEAD = 200;
    private static final int LONGEST = 70;

    private Statement() {}

    static String of(Block block, int row) throws IOException {
        byte[] message = block.message(row);
        String head = new String(message, 0, Math.min(HEAD, message.length), StandardCharsets.UTF_8);
        Matcher place = PLACE.matcher(head);
        if (place.find()) {
            return place.group(1);
        }
        int logger = block.value(Column.LOGGER, row);
        String by = logger < 0 ? "" : block.dictionary(Column.LOGGER).get(logger) + ": ";
        int template = block.template(row);
        return by
                + (template < 0
                        ? "(no template)"
                        : shown(block.templates().get(template).text()));
    }

    static String shown(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
