package dev.faultline.importers.log;

import java.nio.charset.StandardCharsets;

/** Whether a word of a log line can only be the name of a Java class: packages in small letters, a class behind them. */
final class JavaNames {
    private static final int LONGEST = 160;

    private JavaNames() {}

    /** What is thrown is no logger: it begins a message. */
    static boolean isClass(byte[] bytes, int from, int end) {
        int dots = 0;
        int last = from;
        for (int i = from; i < end; i++) {
            byte b = bytes[i];
            if (b == '.') {
                if (i == last || !isSmall(bytes[last])) {
                    return false;
                }
                dots++;
                last = i + 1;
            } else if (!isSmall(b) && !(b >= 'A' && b <= 'Z') && !(b >= '0' && b <= '9') && b != '_' && b != '$') {
                return false;
            }
        }
        if (dots < 2 || last == end || bytes[last] < 'A' || bytes[last] > 'Z' || end - from > LONGEST) {
            return false;
        }
        String name = new String(bytes, last, end - last, StandardCharsets.US_ASCII);
        return !name.endsWith("Exception") && !name.endsWith("Error") && !name.endsWith("Throwable");
    }

    private static boolean isSmall(byte b) {
        return b >= 'a' && b <= 'z';
    }
}
