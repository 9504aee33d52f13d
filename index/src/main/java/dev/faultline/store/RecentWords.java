package dev.faultline.store;

import java.util.Arrays;

/**
 * The short words that a block was given lately, themselves and not their hashes: most words come again within a few
 * events, and need not be looked up among all of the block to know that they are there.
 */
final class RecentWords {
    /** The longest word in bytes that fits. */
    static final int LONGEST = 16;

    /** Stands where a word's first bytes would, for the letters before a number; no word begins with it. */
    static final long NUMBERED = 1;

    private static final int PLACES = 512;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final long[] firsts = new long[PLACES];
    private final long[] lasts = new long[PLACES];

    /** Whether the word was given before; from now on it was. */
    boolean holds(long first, long last) {
        int place = (int) ((first * 31 ^ last) * MULTIPLIER >>> 55);
        if (lasts[place] == last && firsts[place] == first) {
            return true;
        }
        firsts[place] = first;
        lasts[place] = last;
        return false;
    }

    void clear() {
        // No word is made of zeros.
        Arrays.fill(lasts, 0);
    }
}
