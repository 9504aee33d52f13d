package dev.faultline.store;

import java.nio.charset.StandardCharsets;

/** Words by their hashes alone: small, and it never denies a word that was added. */
public final class WordHashes {
    private long[] slots = new long[256];
    private int size;

    /** All words of a text in UTF-8. */
    public void add(byte[] text, int from, int to) {
        int start = -1;
        boolean wide = false;
        for (int i = from; i <= to; i++) {
            if (i < to && Words.isWordByte(text[i])) {
                start = start < 0 ? i : start;
                wide |= text[i] < 0;
            } else if (start >= 0) {
                word(text, start, i, wide);
                start = -1;
                wide = false;
            }
        }
    }

    private void word(byte[] text, int from, int to, boolean wide) {
        if (wide || to - from > Words.LONGEST) {
            put(hash(Words.normalise(new String(text, from, to - from, StandardCharsets.UTF_8))));
        } else {
            put(TokenHash.of(text, from, to));
        }
    }

    private static long hash(String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        return TokenHash.of(utf8, 0, utf8.length);
    }

    private void put(long hash) {
        long key = hash == 0 ? 1 : hash;
        int mask = slots.length - 1;
        int slot = (int) key & mask;
        while (slots[slot] != 0) {
            if (slots[slot] == key) {
                return;
            }
            slot = slot + 1 & mask;
        }
        slots[slot] = key;
        if (++size * 2 > slots.length) {
            grow();
        }
    }

    private void grow() {
        long[] before = slots;
        slots = new long[before.length * 2];
        size = 0;
        for (long key : before) {
            if (key != 0) {
                put(key);
            }
        }
    }

    /** False: the word was surely never added. The word is as {@link Words#of} gives it. */
    public boolean mayHold(String word) {
        long hash = hash(word);
        long key = hash == 0 ? 1 : hash;
        int mask = slots.length - 1;
        for (int slot = (int) key & mask; slots[slot] != 0; slot = slot + 1 & mask) {
            if (slots[slot] == key) {
                return true;
            }
        }
        return false;
    }
}
