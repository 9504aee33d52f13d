package dev.faultline.query;

import java.util.Arrays;

/**
 * Looks for a few bytes among many by leaps (Horspool, "Practical fast searching in strings"): the longer they are, the
 * less of the text is looked at.
 */
final class ByteSearch {
    private final byte[] wanted;
    private final boolean anyCase;
    private final int[] leaps = new int[256];

    /** With {@code anyCase} the bytes are ASCII letters in lower case, digits and signs, and letters match in both cases. */
    ByteSearch(byte[] wanted, boolean anyCase) {
        this.wanted = wanted.clone();
        this.anyCase = anyCase;
        int last = wanted.length - 1;
        Arrays.fill(leaps, wanted.length);
        for (int i = 0; i < last; i++) {
            leaps[wanted[i] & 0xFF] = last - i;
            if (anyCase && wanted[i] >= 'a' && wanted[i] <= 'z') {
                leaps[wanted[i] - 32] = last - i;
            }
        }
    }

    int length() {
        return wanted.length;
    }

    /** Where they stand first, all of them before {@code to}; -1 for nowhere. */
    int find(byte[] text, int from, int to) {
        int last = wanted.length - 1;
        if (last < 0) {
            return from;
        }
        for (int at = from + last; at < to; at += leaps[text[at] & 0xFF]) {
            if (isAt(text, at - last)) {
                return at - last;
            }
        }
        return -1;
    }

    private boolean isAt(byte[] text, int start) {
        for (int i = wanted.length - 1; i >= 0; i--) {
            byte b = text[start + i];
            if (b != wanted[i] && !(anyCase && b >= 'A' && b <= 'Z' && b + 32 == wanted[i])) {
                return false;
            }
        }
        return true;
    }
}
