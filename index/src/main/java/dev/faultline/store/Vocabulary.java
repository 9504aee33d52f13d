package dev.faultline.store;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/** Different words, each once, as {@link Words#of} gives them. */
public final class Vocabulary {
    private final BytesDictionary words = new BytesDictionary();
    private final byte[] lower = new byte[Words.LONGEST];

    /** All words of a text in UTF-8; {@code each} is told their numbers, which count from 0. */
    void add(byte[] text, int from, int to, IntConsumer each) {
        int start = -1;
        boolean wide = false;
        for (int i = from; i <= to; i++) {
            if (i < to && Words.isWordByte(text[i])) {
                start = start < 0 ? i : start;
                wide |= text[i] < 0;
            } else if (start >= 0) {
                each.accept(word(text, start, i, wide));
                start = -1;
                wide = false;
            }
        }
    }

    private int word(byte[] text, int from, int to, boolean wide) {
        if (wide || to - from > Words.LONGEST) {
            return words.id(Words.normalise(new String(text, from, to - from, StandardCharsets.UTF_8)));
        }
        for (int i = from; i < to; i++) {
            byte b = text[i];
            lower[i - from] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
        }
        return words.id(lower, 0, to - from);
    }

    int size() {
        return words.size();
    }

    /** The number of a word; -1 where it is none of them. */
    int number(String word) {
        return words.find(word.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether this word is one of them. */
    public boolean holds(String word) {
        return number(word) >= 0;
    }

    /** The numbers of the words that pass. */
    BitSet matching(Predicate<byte[]> test) {
        BitSet passing = new BitSet();
        for (int number = 0; number < words.size(); number++) {
            passing.set(number, test.test(words.get(number)));
        }
        return passing;
    }
}
