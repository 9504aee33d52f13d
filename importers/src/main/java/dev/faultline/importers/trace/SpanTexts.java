package dev.faultline.importers.trace;

import dev.faultline.model.AttributeValue;
import dev.faultline.store.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts that spans repeat: each is made once and found again by its characters. Holds a fixed number; of two that
 * share a place the later one stays.
 */
final class SpanTexts {
    private static final int PLACES = 1 << 12;
    private static final int LONGEST = 256;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final @Nullable Entry[] entries = new Entry[PLACES];

    /** A text in the forms that a draft takes. */
    static final class Entry {
        final String text;
        private final char[] chars;
        private byte @Nullable [] bytes;
        private @Nullable AttributeValue value;

        Entry(String text) {
            this.text = text;
            this.chars = text.toCharArray();
        }

        /** The text in UTF-8. */
        byte[] bytes() {
            byte[] known = bytes;
            if (known == null) {
                known = text.getBytes(StandardCharsets.UTF_8);
                bytes = known;
            }
            return known;
        }

        /** The text as a value of this type: the same object as long as nobody asks for another type. */
        AttributeValue value(AttributeValue.Type type) {
            AttributeValue known = value;
            if (known == null || known.type() != type) {
                known = new AttributeValue(type, text);
                value = known;
            }
            return known;
        }
    }

    /** The text of these bytes, which are ASCII. */
    Entry of(byte[] ascii, int from, int to) {
        if (to - from > LONGEST) {
            return new Entry(new String(ascii, from, to - from, StandardCharsets.US_ASCII));
        }
        long hash = to - from;
        for (int i = from; i < to; i += 8) {
            hash = (hash ^ Swar.word(ascii, i, to)) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        int place = place((int) (hash >>> 32));
        Entry entry = entries[place];
        if (entry == null || !Arrays.equals(entry.bytes(), 0, entry.bytes().length, ascii, from, to)) {
            entry = new Entry(new String(ascii, from, to - from, StandardCharsets.US_ASCII));
            entries[place] = entry;
        }
        return entry;
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 12) & PLACES - 1;
    }

    Entry of(String text) {
        return of(text.toCharArray(), 0, text.length());
    }

    Entry of(char[] chars, int from, int length) {
        if (length > LONGEST) {
            return new Entry(new String(chars, from, length));
        }
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + chars[i];
        }
        int place = place(hash);
        Entry entry = entries[place];
        if (entry == null || !Arrays.equals(entry.chars, 0, entry.chars.length, chars, from, from + length)) {
            entry = new Entry(new String(chars, from, length));
            entries[place] = entry;
        }
        return entry;
    }
}
