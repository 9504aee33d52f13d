package dev.faultline.importers.trace;

import org.jspecify.annotations.Nullable;

/** Whole numbers as traces write times and durations. */
final class Digits {
    private Digits() {}

    /** The number, where the text is 1 to {@code most} (18 at most) digits and nothing else; -1 for anything else. */
    static long of(@Nullable String text, int most) {
        if (text == null || text.isEmpty() || text.length() > most) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
