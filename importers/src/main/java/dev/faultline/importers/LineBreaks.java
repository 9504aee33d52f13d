package dev.faultline.importers;

import dev.faultline.store.Swar;
import java.util.Arrays;

/**
 * Where the lines of a piece of text end: all of them found in one pass, which also says whether anything but plain ASCII
 * is in it, and whether escape characters are. A scan per line would begin anew at every one. Sixteen bytes at a time are
 * asked only whether they are all printable ASCII, which most are; what is not is looked at more closely.
 */
final class LineBreaks {
    private static final byte ESCAPE = 0x1b;
    private static final long ONES = Swar.all(1);
    private static final long HIGHS = Swar.all(0x80);
    private static final long BLANKS = Swar.all(' ');
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
        odd = false;
        escapes = false;
        int i = from;
        for (; i + 16 <= to; i += 16) {
            long first = Swar.word(bytes, i, to);
            long second = Swar.word(bytes, i + 8, to);
            if (((first - BLANKS | first | second - BLANKS | second) & HIGHS) != 0) {
                look(i, first);
                look(i + 8, second);
            }
        }
        for (; i < to; i++) {
            odd |= bytes[i] <= 0;
            escapes |= bytes[i] == ESCAPE;
            if (bytes[i] == '\n') {
                add(i, 0x80);
            }
        }
    }

    private void look(int at, long word) {
        // A zero borrows and so sets the highest bit, as it is set in what is no ASCII.
        odd |= ((word - ONES | word) & HIGHS) != 0;
        escapes |= Swar.zeros(word ^ ESCAPES) != 0;
        long other = word ^ LINE_FEEDS;
        long hits = ~((other & ~HIGHS) + ~HIGHS | other) & HIGHS;
        if (hits != 0) {
            add(at, hits);
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
