package dev.faultline.text;

/** Shows imported text without obeying it: control, bidirectional and invisible format characters appear escaped. */
public final class SafeText {
    private SafeText() {}

    /** The text on one line: line feeds and tabs too appear escaped, as {@code \n} and {@code \t}. */
    public static String line(String text) {
        return escape(text, false);
    }

    /** The text as it is laid out: line feeds and tabs stay, a carriage return before a line feed goes. */
    public static String block(String text) {
        return escape(text.replace("\r\n", "\n"), true);
    }

    /** Whether a character could steer a terminal or a text layout, or hide. Line feed and tab among them. */
    public static boolean isUnsafe(char c) {
        return c < 0x20
                || c >= 0x7F && c <= 0x9F
                || c == 0x061C
                || c >= 0x200B && c <= 0x200F
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2060 && c <= 0x2069
                || c == 0xFEFF
                || c >= 0xFFF9 && c <= 0xFFFB;
    }

    private static String escape(String text, boolean layout) {
        int first = firstUnsafe(text, layout);
        if (first == text.length()) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isEscaped(text, i, layout)) {
                safe.append(c);
            } else {
                safe.append(escaped(c));
            }
        }
        return safe.toString();
    }

    private static int firstUnsafe(String text, boolean layout) {
        int i = 0;
        while (i < text.length() && !isEscaped(text, i, layout)) {
            i++;
        }
        return i;
    }

    private static boolean isEscaped(String text, int at, boolean layout) {
        char c = text.charAt(at);
        if (Character.isSurrogate(c)) {
            return isLone(text, at);
        }
        return isUnsafe(c) && !(layout && (c == '\n' || c == '\t'));
    }

    private static boolean isLone(String text, int at) {
        char c = text.charAt(at);
        return Character.isHighSurrogate(c)
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) c);
        };
    }
}
