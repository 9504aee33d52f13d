package dev.faultline.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;

/** Different words, each once, as {@link Words#of} gives them. */
public final class Vocabulary {
    /** Hash of the word in a slot, and where the word begins in {@link #spelled} plus one. */
    private long[] hashes = new long[256];

    private int[] places = new int[256];
    private int size;
    /** The words, each behind its length. */
    private final Bytes spelled = new Bytes(1 << 12);

    private byte[] lower = new byte[Words.LONGEST];

    /** All words of a text in UTF-8. */
    void add(byte[] text, int from, int to) {
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
            byte[] normal = Words.normalise(new String(text, from, to - from, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            put(normal, normal.length);
            return;
        }
        for (int i = from; i < to; i++) {
            byte b = text[i];
            lower[i - from] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
        }
        put(lower, to - from);
    }

    private void put(byte[] word, int length) {
        long hash = Hash.quick(word, 0, length);
        int slot = slot(hash, word, length);
        if (places[slot] != 0) {
            return;
        }
        hashes[slot] = hash;
        places[slot] = spelled.size + 1;
        spelled.bytes(word, 0, length);
        if (++size * 2 > places.length) {
            grow();
        }
    }

    /** Where the word is, or would be. */
    private int slot(long hash, byte[] word, int length) {
        int mask = places.length - 1;
        int slot = (int) hash & mask;
        while (places[slot] != 0 && !(hashes[slot] == hash && is(places[slot] - 1, word, length))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean is(int place, byte[] word, int length) {
        int at = place;
        int stored = spelled.data[at++];
        if (stored < 0) {
            stored = stored & 0x7F | spelled.data[at++] << 7;
        }
        return stored == length && Arrays.equals(spelled.data, at, at + length, word, 0, length);
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldPlaces = places;
        places = new int[oldPlaces.length * 2];
        hashes = new long[places.length];
        int mask = places.length - 1;
        for (int i = 0; i < oldPlaces.length; i++) {
            if (oldPlaces[i] != 0) {
                int slot = (int) oldHashes[i] & mask;
                while (places[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                places[slot] = oldPlaces[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }

    /** Lets go of the room for more. */
    void trim() {
        spelled.data = spelled.toArray();
        lower = new byte[0];
    }

    /** Whether this word is one of them. */
    public boolean holds(String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        return places[slot(Hash.quick(utf8, 0, utf8.length), utf8, utf8.length)] != 0;
    }

    /** Whether any of the words passes. */
    public boolean anyMatch(Predicate<byte[]> test) {
        var in = Bytes.view(spelled.data);
        while (in.position() < spelled.size) {
            if (test.test(Bytes.bytes(in))) {
                return true;
            }
        }
        return false;
    }
}
