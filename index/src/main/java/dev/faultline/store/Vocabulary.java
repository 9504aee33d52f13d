package dev.faultline.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/** Different words, each once, as {@link Words#of} gives them. */
public final class Vocabulary {
    /** Hash of the word in a slot, and its number plus one. */
    private long[] hashes = new long[256];

    private int[] numbers = new int[256];
    /** Where the word of a number begins in {@link #spelled}. */
    private int[] places = new int[128];

    private int size;
    /** The words, each behind its length. */
    private final Bytes spelled = new Bytes(1 << 12);

    private byte[] lower = new byte[Words.LONGEST];

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
            byte[] normal = Words.normalise(new String(text, from, to - from, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            return put(normal, normal.length);
        }
        for (int i = from; i < to; i++) {
            byte b = text[i];
            lower[i - from] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
        }
        return put(lower, to - from);
    }

    private int put(byte[] word, int length) {
        long hash = Hash.quick(word, 0, length);
        int slot = slot(hash, word, length);
        if (numbers[slot] != 0) {
            return numbers[slot] - 1;
        }
        places = size < places.length ? places : Arrays.copyOf(places, size * 2);
        places[size] = spelled.size;
        spelled.bytes(word, 0, length);
        hashes[slot] = hash;
        numbers[slot] = ++size;
        if (size * 2 > numbers.length) {
            grow();
        }
        return size - 1;
    }

    /** Where the word is, or would be. */
    private int slot(long hash, byte[] word, int length) {
        int mask = numbers.length - 1;
        int slot = (int) hash & mask;
        while (numbers[slot] != 0 && !(hashes[slot] == hash && is(places[numbers[slot] - 1], word, length))) {
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
        int[] oldNumbers = numbers;
        numbers = new int[oldNumbers.length * 2];
        hashes = new long[numbers.length];
        int mask = numbers.length - 1;
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != 0) {
                int slot = (int) oldHashes[i] & mask;
                while (numbers[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                numbers[slot] = oldNumbers[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }

    /** Lets go of the room for more. */
    void trim() {
        spelled.data = spelled.toArray();
        places = Arrays.copyOf(places, size);
        lower = new byte[0];
    }

    int size() {
        return size;
    }

    /** The number of a word; -1 where it is none of them. */
    int number(String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        return numbers[slot(Hash.quick(utf8, 0, utf8.length), utf8, utf8.length)] - 1;
    }

    /** Whether this word is one of them. */
    public boolean holds(String word) {
        return number(word) >= 0;
    }

    /** The numbers of the words that pass. */
    BitSet matching(Predicate<byte[]> test) {
        BitSet passing = new BitSet();
        ByteBuffer in = Bytes.view(spelled.data);
        for (int number = 0; number < size; number++) {
            passing.set(number, test.test(Bytes.bytes(in.position(places[number]))));
        }
        return passing;
    }
}
