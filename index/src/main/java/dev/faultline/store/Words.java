package dev.faultline.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a word is, for the index and for queries alike: a run of letters, digits and underscores in lower case, where
 * every character beyond ASCII counts as a letter. {@code NEEDLE-0a1b} is two words.
 */
public final class Words {
    /** Longer words are cut, in the index and in queries alike. */
    public static final int LONGEST = 200;

    private static final boolean[] WORD = new boolean[256];

    static {
        for (int c = 0; c < 256; c++) {
            WORD[c] = c >= 0x80 || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }
    }

    private Words() {}

    /** Whether this byte of UTF-8 belongs to a word. */
    public static boolean isWordByte(byte b) {
        return WORD[b & 0xFF];
    }

    /** Whether the word holds an ASCII digit: such words are in the Bloom filters, all others in the text index. */
    public static boolean hasDigit(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= '0' && word.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    /** The words of a text in their order. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && (text.charAt(i) >= 0x80 || WORD[text.charAt(i)]);
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                words.add(normalise(text.substring(start, i)));
                start = -1;
            }
        }
        return words;
    }

    /** Lower case, cut to {@link #LONGEST}. */
    public static String normalise(String word) {
        return (word.length() > LONGEST ? word.substring(0, LONGEST) : word).toLowerCase(Locale.ROOT);
    }
}
