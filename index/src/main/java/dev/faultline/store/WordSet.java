package dev.faultline.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The varying words of a block, each once: those without digits by their bytes in lower case, those with digits as a
 * hash in the Bloom filter and their letters before the first digit as a word with {@code #} behind it.
 */
final class WordSet {
    final Bloom bloom = new Bloom();
    private final BytesDictionary words = new BytesDictionary();
    private byte[] lower = new byte[256];

    void clear() {
        bloom.clear();
        words.clear();
    }

    /** All words of a text in UTF-8. */
    void add(byte[] text, int from, int to) {
        int start = -1;
        boolean digit = false;
        boolean wide = false;
        for (int i = from; i <= to; i++) {
            if (i < to && Words.isWordByte(text[i])) {
                start = start < 0 ? i : start;
                digit |= text[i] >= '0' && text[i] <= '9';
                wide |= text[i] < 0;
            } else if (start >= 0) {
                word(text, start, i, digit, wide);
                start = -1;
                digit = false;
                wide = false;
            }
        }
    }

    void add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add(utf8, 0, utf8.length);
    }

    /** A token that is known to be one word with digits, such as an id. */
    void number(byte[] text, int from, int to) {
        bloom.add(Bloom.hash(text, from, to));
    }

    private void word(byte[] text, int from, int to, boolean digit, boolean wide) {
        if (wide || to - from > Words.LONGEST) {
            wideWord(new String(text, from, to - from, StandardCharsets.UTF_8));
            return;
        }
        int length = to - from;
        if (digit) {
            bloom.add(Bloom.hash(text, from, to));
            length = 0;
            while (text[from + length] < '0' || text[from + length] > '9') {
                length++;
            }
            if (length == 0) {
                return;
            }
        }
        for (int i = 0; i < length; i++) {
            byte b = text[from + i];
            lower[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
        }
        if (digit) {
            lower[length++] = '#';
        }
        words.id(lower, 0, length);
    }

    private void wideWord(String word) {
        String normal = Words.normalise(word);
        if (Words.hasDigit(normal)) {
            byte[] utf8 = normal.getBytes(StandardCharsets.UTF_8);
            bloom.add(Bloom.hash(utf8, 0, utf8.length));
            int letters = 0;
            while (normal.charAt(letters) < '0' || normal.charAt(letters) > '9') {
                letters++;
            }
            if (letters > 0) {
                words.id(normal.substring(0, letters) + "#");
            }
        } else {
            words.id(normal);
        }
    }

    List<byte[]> words() {
        List<byte[]> result = new ArrayList<>(words.size());
        for (int i = 0; i < words.size(); i++) {
            result.add(words.get(i));
        }
        return result;
    }
}
