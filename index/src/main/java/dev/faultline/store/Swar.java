package dev.faultline.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text in one word, the first in its lowest bits (Warren, "Hacker's Delight", chapter 6). Random text makes
 * a loop over bytes guess its end wrongly nearly every time, which costs more than all the bytes: so the hot loops look at
 * eight of them without a branch.
 */
public final class Swar {
    static final long BLANKS = 0x2020202020202020L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long ZEROES = 0x3030303030303030L;
    /** What brings ten and more, but not nine, to the highest bit of a byte. */
    private static final long ABOVE_NINE = 0x7676767676767676L;

    private Swar() {}

    /** A byte eight times. */
    public static long all(int b) {
        return ONES * b;
    }

    /** The eight bytes from {@code at}; blanks stand for those from {@code end} on. */
    public static long word(byte[] text, int at, int end) {
        int rest = end - at;
        if (rest >= 8) {
            return (long) LONGS.get(text, at);
        }
        long word = 0;
        if (at + 8 <= text.length) {
            word = first((long) LONGS.get(text, at), rest);
        } else {
            for (int i = end - 1; i >= at; i--) {
                word = word << 8 | text[i] & 0xFF;
            }
        }
        return word | BLANKS << 8 * rest;
    }

    /** The first bytes of a word, zeros behind them. */
    static long first(long word, int bytes) {
        return bytes == 8 ? word : word & (1L << 8 * bytes) - 1;
    }

    /** The highest bit of the first byte that is zero; what stands above it means nothing. */
    public static long zeros(long word) {
        return word - ONES & ~word & HIGHS;
    }

    /** The highest bit of the first byte that is less than this one; what stands above it means nothing. */
    public static long below(int bound, long word) {
        return word - ONES * bound & ~word & HIGHS;
    }

    /** Which byte the lowest of these bits belongs to; 8 for none. */
    public static int first(long bits) {
        return Long.numberOfTrailingZeros(bits) >>> 3;
    }

    /** The highest bit of each byte that is an ASCII digit. */
    static long digits(long word) {
        long value = word ^ ZEROES;
        return ~((value & ~HIGHS) + ABOVE_NINE | value) & HIGHS;
    }

    /** The highest bit of each byte that belongs to a word, see {@link Words}. */
    static long wordBytes(long word) {
        long low = word & ~HIGHS;
        long folded = low | BLANKS;
        long letters = folded + ONES * (0x80 - 'a') & ~(folded + ONES * (0x7F - 'z'));
        long underscores = ~((low ^ ONES * '_') + ~HIGHS);
        return (letters | underscores | digits(word) | word) & HIGHS;
    }

    /** A word with its ASCII letters in lower case. */
    static long lower(long word) {
        long low = word & ~HIGHS;
        long upper = low + ONES * (0x80 - 'A') & ~(low + ONES * (0x7F - 'Z')) & ~word & HIGHS;
        return word | upper >>> 2;
    }

    /** The highest bits of the first bytes. */
    static long highs(int bytes) {
        return first(HIGHS, bytes);
    }

    /** The highest bit of each byte whose bit is not among these. */
    static long others(long highs) {
        return ~highs & HIGHS;
    }

    /** Whether all eight are hexadecimal digits. */
    public static boolean isHex(long word) {
        long folded = word & ~HIGHS | BLANKS;
        long letters = folded + ONES * (0x80 - 'a') & ~(folded + ONES * (0x7F - 'f')) & ~word & HIGHS;
        return (letters | digits(word)) == HIGHS;
    }

    /** The number that eight hexadecimal digits say. */
    public static long hex(long word) {
        long value = (word & ONES * 0xF) + (word >>> 6 & ONES) * 9;
        value = (value << 4 | value >>> 8) & 0x00FF00FF00FF00FFL;
        value = (value << 8 | value >>> 16) & 0x0000FFFF0000FFFFL;
        return (value << 16 | value >>> 32) & 0xFFFFFFFFL;
    }

    /** Whether the sixteen bytes from {@code at} are hexadecimal digits; they must be there. */
    public static boolean isHex16(byte[] text, int at) {
        return isHex(at(text, at)) && isHex(at(text, at + 8));
    }

    /** The number that they say. */
    public static long hex16(byte[] text, int at) {
        return hex(at(text, at)) << 32 | hex(at(text, at + 8));
    }

    /** The eight bytes from {@code at}, which must be there. */
    static long at(byte[] text, int at) {
        return (long) LONGS.get(text, at);
    }

    /** Puts eight bytes where there is room for them. */
    static void put(byte[] text, int at, long word) {
        LONGS.set(text, at, word);
    }

    /** Whether two ranges are the same. */
    static boolean same(byte[] one, int from, byte[] other, int otherFrom, int length) {
        if (length >= 8) {
            // The last eight, which may overlap with those before them, leave no rest to be told apart by its length.
            int last = length - 8;
            for (int i = 0; i < last; i += 8) {
                if (at(one, from + i) != at(other, otherFrom + i)) {
                    return false;
                }
            }
            return at(one, from + last) == at(other, otherFrom + last);
        }
        if (from + 8 <= one.length && otherFrom + 8 <= other.length) {
            return first(at(one, from) ^ at(other, otherFrom), length) == 0;
        }
        for (int i = 0; i < length; i++) {
            if (one[from + i] != other[otherFrom + i]) {
                return false;
            }
        }
        return true;
    }
}
