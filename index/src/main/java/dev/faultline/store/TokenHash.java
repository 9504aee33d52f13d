package dev.faultline.store;

/**
 * What a Bloom filter knows a token by, eight bytes at a time: ASCII letters count alike in upper and lower case. Part of
 * the case format.
 */
final class TokenHash {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long ONES = 0x0101010101010101L;

    private TokenHash() {}

    static long of(byte[] text, int from, int to) {
        long hash = 0;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            hash = step(hash, Swar.lower(Swar.at(text, i)));
        }
        return end(i == to ? hash : step(hash, Swar.lower(rest(text, i, to))), to - from);
    }

    /** Takes eight more bytes in lower case, or the last ones with zeros behind them. Begin with 0. */
    static long step(long hash, long word) {
        long mixed = (hash ^ word) * MULTIPLIER;
        return mixed ^ mixed >>> 29;
    }

    /** The hash of a token of so many bytes. */
    static long end(long hash, int length) {
        return Hash.mix(hash ^ length);
    }

    /** The same as of the sixteen digits. */
    static long ofHex(long id) {
        return end(hex(0, id), 16);
    }

    /** The same as of the thirty-two digits. */
    static long ofHex(long high, long low) {
        return end(hex(hex(0, high), low), 32);
    }

    private static long hex(long hash, long id) {
        return step(step(hash, digits(id >>> 32)), digits(id & 0xFFFFFFFFL));
    }

    /** Fewer than eight bytes, zeros behind them. */
    private static long rest(byte[] text, int from, int to) {
        int bytes = to - from;
        if (from + 8 <= text.length) {
            return Swar.first(Swar.at(text, from), bytes);
        }
        long word = 0;
        for (int i = to - 1; i >= from; i--) {
            word = word << 8 | text[i] & 0xFF;
        }
        return word;
    }

    /** Eight hexadecimal digits of 32 bits as text. */
    private static long digits(long value) {
        long spread = (value | value << 16) & 0x0000FFFF0000FFFFL;
        spread = (spread | spread << 8) & 0x00FF00FF00FF00FFL;
        spread = (spread | spread << 4) & 0x0F0F0F0F0F0F0F0FL;
        long letters = spread + ONES * 6 >>> 4 & ONES;
        return Long.reverseBytes(spread + ONES * '0' + letters * ('a' - '0' - 10));
    }
}
