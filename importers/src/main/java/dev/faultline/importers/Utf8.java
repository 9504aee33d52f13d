package dev.faultline.importers;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Validity of UTF-8, RFC 3629. */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private Utf8() {}

    /** Length of the character that begins here; 0 where none does. */
    static int length(byte[] bytes, int at, int end) {
        int b = bytes[at] & 0xFF;
        if (b < 0x80) {
            return 1;
        }
        int length = b >= 0xC2 && b <= 0xDF ? 2 : b >= 0xE0 && b <= 0xEF ? 3 : b >= 0xF0 && b <= 0xF4 ? 4 : 0;
        if (length == 0 || at + length > end) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean overlong = b == 0xE0 && second < 0xA0 || b == 0xF0 && second < 0x90;
        boolean outside = b == 0xED && second > 0x9F || b == 0xF4 && second > 0x8F;
        return overlong || outside ? 0 : length;
    }

    /** The first byte that is zero or no UTF-8; -1 where all is well. ASCII is looked at eight bytes at a time. */
    public static int firstOdd(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (i + 8 <= to) {
                long word = (long) LONGS.get(bytes, i);
                if ((word & HIGHS) == 0 && ((word - ONES) & HIGHS) == 0) {
                    i += 8;
                    continue;
                }
            }
            int length = bytes[i] == 0 ? 0 : length(bytes, i, to);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }
}
