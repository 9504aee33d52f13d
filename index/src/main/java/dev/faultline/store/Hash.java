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

    /** Like {@link #of}, for tables in memory only: short texts take two loads that may overlap, and no loop. */
    static long quick(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 8) {
            return mix(Swar.word(bytes, from, to) ^ length);
        }
        long hash = length;
        for (int i = from; i < to - 8; i += 8) {
            hash = (hash ^ (long) LONGS.get(bytes, i)) * K1;
            hash ^= hash >>> 29;
        }
        return mix(hash ^ (long) LONGS.get(bytes, to - 8));
    }
}
