package dev.faultline.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Fast hashes for tables and filters; none of them is a promise about equality. */
final class Hash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long K0 = 0x9E3779B97F4A7C15L;
    private static final long K1 = 0xBF58476D1CE4E5B9L;
    private static final long K2 = 0x94D049BB133111EBL;

    private Hash() {}

    /** Stafford's mix 13 of splitmix64. */
    static long mix(long value) {
        long z = value + K0;
        z = (z ^ z >>> 30) * K1;
        z = (z ^ z >>> 27) * K2;
        return z ^ z >>> 31;
    }

    static long of(byte[] bytes, int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            hash = (hash ^ (long) LONGS.get(bytes, i)) * K1;
            hash ^= hash >>> 29;
        }
        long tail = 0;
        for (; i < to; i++) {
            tail = tail << 8 | bytes[i] & 0xFF;
        }
        return mix(hash ^ tail);
    }

    /**
     * Like {@link #of}, for tables in memory only, whose places are taken from the upper half: two multiplications run side
     * by side, and texts up to 32 bytes take loads that may overlap instead of a loop.
     */
    static long quick(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 8) {
            return spread(Swar.word(bytes, from, to) * K1 ^ length);
        }
        long one = length;
        long two = 0;
        int i = from;
        for (; i < to - 32; i += 16) {
            one = (one ^ (long) LONGS.get(bytes, i)) * K1;
            two = (two ^ (long) LONGS.get(bytes, i + 8)) * K2;
            one ^= one >>> 29;
            two ^= two >>> 31;
        }
        if (length > 16) {
            one = (one ^ (long) LONGS.get(bytes, i)) * K1;
            two = (two ^ (long) LONGS.get(bytes, i + 8)) * K2;
            one ^= one >>> 29;
            two ^= two >>> 31;
            i = to - 16;
        }
        one = (one ^ (long) LONGS.get(bytes, i)) * K1;
        two = (two ^ (long) LONGS.get(bytes, to - 8)) * K2;
        return spread(one ^ Long.rotateLeft(two, 23));
    }

    private static long spread(long value) {
        return (value ^ value >>> 32) * K0;
    }
}
