package dev.faultline.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of text in one word, the first in its lowest bits (Warren, "Hacker's Delight", chapter 6). */
final class Swar {
    static final long BLANKS = 0x2020202020202020L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long ZEROES = 0x3030303030303030L;
    /** What brings ten and more, but not nine, to the highest bit of a byte. */
    private static final long ABOVE_NINE = 0x7676767676767676L;

    private Swar() {}

    /** The eight bytes from {@code at}; blanks stand for those from {@code end} on. */
    static long word(byte[] text, int at, int end) {
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
    static long zeros(long word) {
        return word - ONES & ~word & HIGHS;
    }

    /** Which byte the lowest of these bits belongs to; 8 for none. */
    static int first(long bits) {
        return Long.numberOfTrailingZeros(bits) >>> 3;
    }

    /** The highest bit of each byte that is an ASCII digit. */
    static long digits(long word) {
        long value = word ^ ZEROES;
        return ~((value & ~HIGHS) + ABOVE_NINE | value) & HIGHS;
    }
}
