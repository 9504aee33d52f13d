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

    private long[] tokens = new long[1024];
    private int count;

    /** Hash of a token: lower-case ASCII letters count like upper-case ones. */
    static long hash(byte[] bytes, int from, int to) {
        long hash = 0xCBF29CE484222325L;
        for (int i = from; i < to; i++) {
            int b = bytes[i];
            hash = (hash ^ (b >= 'A' && b <= 'Z' ? b + 32 : b)) * 0x100000001B3L;
        }
        return Hash.mix(hash);
    }

    void clear() {
        Arrays.fill(tokens, 0);
        count = 0;
    }

    /** Keeps the distinct hashes in an open-addressing set; 0 marks a free slot. */
    void add(long hash) {
        long key = hash == 0 ? 1 : hash;
        int mask = tokens.length - 1;
        int slot = (int) (key >>> 20) & mask;
        while (tokens[slot] != 0) {
            if (tokens[slot] == key) {
                return;
            }
            slot = slot + 1 & mask;
        }
        tokens[slot] = key;
        if (++count * 2 > tokens.length) {
            grow();
        }
    }

    private void grow() {
        long[] old = tokens;
        tokens = new long[old.length * 2];
        int mask = tokens.length - 1;
        for (long key : old) {
            if (key != 0) {
                int slot = (int) (key >>> 20) & mask;
                while (tokens[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                tokens[slot] = key;
            }
        }
    }

    /** The number of 64-bit words, then the words. */
    void write(Bytes out) {
        int words = count == 0 ? 0 : Math.ceilDiv(count * BITS, 64);
        long[] bits = new long[words];
        for (long key : tokens) {
            if (key != 0) {
                for (int probe = 0; probe < PROBES; probe++) {
                    long bit = bit(key, probe, words);
                    bits[(int) (bit >> 6)] |= 1L << bit;
                }
            }
        }
        out.i32(words);
        for (long word : bits) {
            out.i64(word);
        }
    }

    static boolean mayHold(ByteBuffer in, int at, long hash) {
        int words = in.getInt(at);
        if (words == 0) {
            return false;
        }
        long key = hash == 0 ? 1 : hash;
        for (int probe = 0; probe < PROBES; probe++) {
            long bit = bit(key, probe, words);
            if ((in.getLong(at + 4 + (int) (bit >> 6) * 8) >>> bit & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    private static long bit(long key, int probe, int words) {
        long mixed = (key & 0xFFFFFFFFL) + probe * (key >>> 32 | 1);
        return Long.remainderUnsigned(mixed, words * 64L);
    }
}
