package dev.faultline.store;

import java.nio.charset.StandardCharsets;

/** The inside of a JSON string, RFC 8259 section 7. */
final class JsonText {
    private static final int REPLACEMENT = 0xFFFD;

    private JsonText() {}

    static String unescape(byte[] bytes, int from, int to) {
        byte[] plain = new byte[to - from];
        int length = unescape(bytes, from, to, plain);
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    /**
     * Writes the unescaped text to {@code out}, which must hold at least {@code to - from} bytes, and returns its
     * length. A lone surrogate and a broken escape become U+FFFD.
     */
    static int unescape(byte[] bytes, int from, int to, byte[] out) {
        int length = 0;
        int i = from;
        while (i < to) {
            byte b = bytes[i++];
            if (b != '\\' || i == to) {
                out[length++] = b;
                continue;
            }
            byte escape = bytes[i++];
            switch (escape) {
                case 'n' -> out[length++] = '\n';
                case 't' -> out[length++] = '\t';
                case 'r' -> out[length++] = '\r';
                case 'b' -> out[length++] = '\b';
                case 'f' -> out[length++] = '\f';
                case 'u' -> {
                    int unit = hex4(bytes, i, to);
                    i = Math.min(to, i + 4);
                    if (Character.isHighSurrogate((char) unit)
                            && i + 6 <= to
                            && bytes[i] == '\\'
                            && bytes[i + 1] == 'u') {
                        int low = hex4(bytes, i + 2, to);
                        if (Character.isLowSurrogate((char) low)) {
                            unit = Character.toCodePoint((char) unit, (char) low);
                            i += 6;
                        }
                    }
                    length = utf8(unit >= 0xD800 && unit <= 0xDFFF ? REPLACEMENT : unit, out, length);
                }
                default -> out[length++] = escape;
            }
        }
        return length;
    }

    private static int hex4(byte[] bytes, int at, int to) {
        if (at + 4 > to) {
            return REPLACEMENT;
        }
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return REPLACEMENT;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** An escape of n bytes never needs more than n bytes of UTF-8, so {@code out} cannot overflow. */
    private static int utf8(int codePoint, byte[] out, int at) {
        int length = at;
        if (codePoint < 0x80) {
            out[length++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            out[length++] = (byte) (0xC0 | codePoint >> 6);
            out[length++] = (byte) (0x80 | codePoint & 0x3F);
        } else if (codePoint < 0x10000) {
            out[length++] = (byte) (0xE0 | codePoint >> 12);
            out[length++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            out[length++] = (byte) (0x80 | codePoint & 0x3F);
        } else {
            out[length++] = (byte) (0xF0 | codePoint >> 18);
            out[length++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
            out[length++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            out[length++] = (byte) (0x80 | codePoint & 0x3F);
        }
        return length;
    }
}
