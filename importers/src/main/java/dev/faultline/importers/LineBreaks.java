package dev.faultline.importers;

import dev.faultline.store.Swar;
import java.util.Arrays;

/**
 * Where the lines of a piece of text end: all of them found in one pass, eight bytes at a time, which also says whether
 * anything but plain ASCII is in it, and whether escape characters are. A scan per line would begin anew at every one.
 */
final class LineBreaks {
    private static final byte ESCAPE = 0x1b;
    private static final long ONES = Swar.all(1);
    private static final long HIGHS = Swar.all(0x80);
    private static final long ESCAPES = Swar.all(ESCAPE);
    private static final long LINE_FEEDS = Swar.all('\n');

    private int[] places = new int[1 << 12];
    private int count;
    private int taken;
    private boolean odd;
    private boolean escapes;

    /** The place of the next line feed; -1 where all were taken. */
    int next() {
        return taken < count ? places[taken++] : -1;
    }

    /** Whether a byte of the range is zero or no ASCII. */
    boolean isOdd() {
        return odd;
    }

    /** Whether an escape character is in the range. */
    boolean hasEscapes() {
        return escapes;
    }

    /** Looks at a range; forgets what was said of another. */
    void scan(byte[] bytes, int from, int to) {
        count = 0;
        taken = 0;
        long seen = 0;
        long escaped = 0;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long word = Swar.word(bytes, i, to);
            // A zero borrows and so sets the highest bit, as it is set in what is no ASCII.
            seen |= word - ONES | word;
            escaped |= Swar.zeros(word ^ ESCAPES);
            long other = word ^ LINE_FEEDS;
            long hits = ~((other & ~HIGHS) + ~HIGHS | other) & HIGHS;
            if (hits != 0) {
                add(i, hits);
            }
        }
        odd = (seen & HIGHS) != 0;
        escapes = escaped != 0;
        for (; i < to; i++) {
            odd |= bytes[i] <= 0;
            escapes |= bytes[i] == ESCAPE;
            if (bytes[i] == '\n') {
                add(i, 0x80);
            }
        }
    }

    private void add(int at, long hits) {
        if (count + 8 > places.length) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        for (long rest = hits; rest != 0; rest &= rest - 1) {
            places[count++] = at + Swar.first(rest);
        }
    }
}
