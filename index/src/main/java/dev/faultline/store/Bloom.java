package dev.faultline.store;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Which tokens with digits a block may hold: ten bits a token, seven probes by double hashing (Kirsch and
 * Mitzenmacher, "Less hashing, same performance"), so about one false "maybe" in a hundred and twenty.
 */
final class Bloom {
    private static final int BITS = 10;
    private static final int PROBES = 7;

    private static final int THIRD_FORM = 1 << 31;
    private static final int RECENT = 1 << 12;
    private static final long STEP = 0x9E3779B97F4A7C15L;

    /** Most repetitions are near: those are left out here, the others cost ten bits each. */
    private final long[] recent = new long[RECENT];

    private long[] tokens = new long[1024];
    private int count;

    /** The hash of cases of format 1 and 2. */
    static long hash(byte[] bytes, int from, int to) {
        long hash = 0xCBF29CE484222325L;
        for (int i = from; i < to; i++) {
            int b = bytes[i];
            hash = (hash ^ (b >= 'A' && b <= 'Z' ? b + 32 : b)) * 0x100000001B3L;
        }
        return Hash.mix(hash);
    }

    void clear() {
        Arrays.fill(recent, 0);
        count = 0;
    }

    void add(long hash) {
        long key = hash == 0 ? 1 : hash;
        int slot = (int) (key >>> 20) & RECENT - 1;
        if (recent[slot] == key) {
            return;
        }
        recent[slot] = key;
        if (count == tokens.length) {
            tokens = Arrays.copyOf(tokens, count * 2);
        }
        tokens[count++] = key;
    }

    /** The number of 64-bit words, with the highest bit set, then the words. */
    void write(Bytes out) {
        int words = Math.ceilDiv(count * BITS, 64);
        long[] bits = new long[words];
        for (int i = 0; i < count; i++) {
            long key = tokens[i];
            long step = key * STEP | 1;
            for (int probe = 0; probe < PROBES; probe++) {
                long bit = Math.unsignedMultiplyHigh(key + probe * step, words * 64L);
                bits[(int) (bit >> 6)] |= 1L << bit;
            }
        }
        out.i32(THIRD_FORM | words);
        for (long word : bits) {
            out.i64(word);
        }
    }

    static boolean mayHold(ByteBuffer in, int at, NumberToken token) {
        int form = in.getInt(at);
        // The second form's negative numbers are small, so the bit below the highest is set in them.
        boolean third = form < 0 && (form & THIRD_FORM >>> 1) == 0;
        int words = third ? form ^ THIRD_FORM : Math.abs(form);
        if (words == 0) {
            return false;
        }
        long hash = third ? token.hash() : token.formerHash();
        long key = hash == 0 ? 1 : hash;
        for (int probe = 0; probe < PROBES; probe++) {
            long bit = form < 0
                    ? Math.unsignedMultiplyHigh(key + probe * (key * STEP | 1), words * 64L)
                    : firstForm(key, probe, words);
            if ((in.getLong(at + 4 + (int) (bit >> 6) * 8) >>> bit & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Cases of the first weeks have a positive number of words, and bits found by a division. */
    private static long firstForm(long key, int probe, int words) {
        long mixed = (key & 0xFFFFFFFFL) + probe * (key >>> 32 | 1);
        return Long.remainderUnsigned(mixed, words * 64L);
    }
}
