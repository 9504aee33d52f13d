package dev.faultline.importers.trace;

import dev.faultline.model.AttributeValue;
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
        int place = (hash ^ hash >>> 12) & PLACES - 1;
        Entry entry = entries[place];
        if (entry == null || !Arrays.equals(entry.chars, 0, entry.chars.length, chars, from, from + length)) {
            entry = new Entry(new String(chars, from, length));
            entries[place] = entry;
        }
        return entry;
    }
}
