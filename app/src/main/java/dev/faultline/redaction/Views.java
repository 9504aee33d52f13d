package dev.faultline.redaction;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The other ways in which a text can be read: what is encoded in it is found as well as what stands there plainly. */
final class Views {
    private static final int SHORTEST = 16;

    private Views() {}

    /** A decoded text; {@code places[i]} is where its character i begins in the text that it was decoded from. */
    static final class View {
        private final String text;
        private final int[] places;

        private View(String text, int[] places) {
            this.text = text;
            this.places = places;
        }

        String text() {
            return text;
        }

        Finding back(Finding finding) {
            return finding.at(places[finding.from()], places[finding.to()]);
        }
    }

    /** The views of the whole text that say something else than it does. */
    static List<View> of(String text) {
        List<View> views = new ArrayList<>(0);
        if (text.indexOf('%') >= 0) {
            add(views, text, new Percent());
        }
        if (text.indexOf('\\') >= 0) {
            add(views, text, new JsonEscapes());
        }
        if (text.indexOf('\0') >= 0) {
            add(views, text, (whole, at, out) -> whole.charAt(at) == '\0' ? 1 : 0);
        }
        return views;
    }

    /** Decodes what begins at a place: appends it and returns how long it was; 0 where nothing begins. */
    private interface Decoder {
        int decode(String text, int at, StringBuilder out);
    }

    private static void add(List<View> views, String text, Decoder decoder) {
        StringBuilder out = new StringBuilder(text.length());
        int[] places = new int[text.length() + 1];
        int at = 0;
        boolean changed = false;
        while (at < text.length()) {
            int before = out.length();
            int length = decoder.decode(text, at, out);
            if (length == 0) {
                out.append(text.charAt(at));
                length = 1;
            } else {
                changed = true;
            }
            Arrays.fill(places, before, out.length(), at);
            at += length;
        }
        if (changed) {
            places[out.length()] = text.length();
            views.add(new View(out.toString(), Arrays.copyOf(places, out.length() + 1)));
        }
    }

    /** {@code %40} and, in one that has such, {@code +} for a blank; bytes are UTF-8. */
    private static final class Percent implements Decoder {
        @Override
        public int decode(String text, int at, StringBuilder out) {
            if (text.charAt(at) != '%') {
                return 0;
            }
            byte[] bytes = new byte[4];
            int count = 0;
            int end = at;
            while (count < 4 && end + 2 < text.length() + 0 && text.charAt(end) == '%' && hex(text, end + 1, 2) >= 0) {
                bytes[count++] = (byte) hex(text, end + 1, 2);
                end += 3;
                Optional<String> character = strict(bytes, count, StandardCharsets.UTF_8);
                if (character.isPresent()) {
                    out.append(character.get());
                    return end - at;
                }
            }
            if (end + 3 == text.length() && count < 4 && text.charAt(end) == '%' && hex(text, end + 1, 2) >= 0) {
                out.append((char) hex(text, end + 1, 2));
                return end + 3 - at;
            }
            return 0;
        }
    }

    private static int hex(String text, int from, int length) {
        if (from + length > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static final class JsonEscapes implements Decoder {
        @Override
        public int decode(String text, int at, StringBuilder out) {
            if (text.charAt(at) != '\\' || at + 1 == text.length()) {
                return 0;
            }
            char next = text.charAt(at + 1);
            int unit = next == 'u' ? hex(text, at + 2, 4) : -1;
            if (unit >= 0) {
                out.append((char) unit);
                return 6;
            }
            switch (next) {
                case '"', '\'', '\\', '/' -> out.append(next);
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                default -> {
                    return 0;
                }
            }
            return 2;
        }
    }

    /** What may be base64, standard or for URLs: runs of its characters, and the pieces of those between slashes. */
    static List<int[]> encodedPieces(String text) {
        List<int[]> pieces = new ArrayList<>(0);
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && isBase64(text.charAt(end))) {
                end++;
            }
            if (end - at >= SHORTEST) {
                pieces.add(new int[] {at, end});
                slashes(text, at, end, pieces);
            }
            at = Math.max(end, at) + 1;
        }
        return pieces;
    }

    private static void slashes(String text, int from, int to, List<int[]> pieces) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) == '/') {
                if (i - start >= SHORTEST && (start > from || i < to)) {
                    pieces.add(new int[] {start, i});
                }
                start = i + 1;
            }
        }
    }

    private static boolean isBase64(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "+/-_".indexOf(c) >= 0;
    }

    /** The text that these characters encode; nothing where they encode none. */
    static Optional<String> decoded(String piece) {
        try {
            String standard = piece.replace('-', '+').replace('_', '/');
            byte[] bytes = Base64.getDecoder()
                    .decode(standard.substring(0, standard.length() - (standard.length() % 4 == 1 ? 1 : 0)));
            Charset wide = bytes.length > 3 && bytes[1] == 0 && bytes[3] == 0
                    ? StandardCharsets.UTF_16LE
                    : bytes.length > 3 && bytes[0] == 0 && bytes[2] == 0
                            ? StandardCharsets.UTF_16BE
                            : StandardCharsets.UTF_8;
            boolean binary = wide.equals(StandardCharsets.UTF_8) && hasControls(bytes);
            return binary ? Optional.empty() : strict(bytes, bytes.length, wide).filter(Views::isReadable);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** A text in UTF-8 that holds none of these bytes is all that {@link #isReadable} may be asked about. */
    private static boolean hasControls(byte[] bytes) {
        for (byte each : bytes) {
            if (each >= 0 && each < 0x20 && each != '\n' && each != '\r' && each != '\t') {
                return true;
            }
        }
        return false;
    }

    private static boolean isReadable(String text) {
        return text.chars().noneMatch(c -> c < 0x20 && c != '\n' && c != '\r' && c != '\t');
    }

    /** Most of what looks encoded is none: that is found without an exception. */
    private static Optional<String> strict(byte[] bytes, int length, Charset charset) {
        CharBuffer out = CharBuffer.allocate(length);
        CharsetDecoder decoder = charset.newDecoder();
        boolean whole =
                !decoder.decode(ByteBuffer.wrap(bytes, 0, length), out, true).isError()
                        && !decoder.flush(out).isError();
        return whole ? Optional.of(out.flip().toString()) : Optional.empty();
    }
}
