package dev.faultline.importers.tree;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/**
 * Keeps the last of what was read, so that a parser that failed in it can be followed by another one. Stays open when its
 * reader is closed; whoever opened what is below closes that.
 */
final class ReplayedStream extends InputStream {
    private static final int MOST = 1 << 20;
    /** A broken document that is longer is not looked through once more: that would cost a long file its square. */
    private static final int NEAR = 64 << 10;

    private final InputStream in;
    private byte[] kept = new byte[1 << 16];
    private int length;
    private int at;
    private long first;

    ReplayedStream(InputStream in) {
        this.in = in;
    }

    /** Of the next byte. */
    long position() {
        return first + at;
    }

    /** The rest, as if this stood before it. */
    InputStream within(char opening) {
        return new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) opening}), this);
    }

    /**
     * Goes to the next line that begins with a brace or bracket, behind where a broken document begins, or where that is
     * long gone behind where it broke; its line, or 0 where there is none.
     */
    long nextDocument(long begin, long broke, long beginLine, long brokeLine) throws IOException {
        boolean near = broke - begin <= NEAR && begin >= first;
        long from = near ? begin + 1 : Math.max(first, broke - 2);
        at = (int) Math.min(length, from - first);
        long line = near ? beginLine : brokeLine - breaks((int) Math.min(length, broke - first));
        int before = 0;
        for (int b = read(); b >= 0; b = read()) {
            if (before == '\n' && (b == '{' || b == '[')) {
                at--;
                return line;
            }
            line += b == '\n' ? 1 : 0;
            before = b;
        }
        return 0;
    }

    /** Line breaks from here on. */
    private int breaks(int to) {
        int breaks = 0;
        for (int i = at; i < to; i++) {
            breaks += kept[i] == '\n' ? 1 : 0;
        }
        return breaks;
    }

    @Override
    public int read() throws IOException {
        if (at == length && more() < 0) {
            return -1;
        }
        return kept[at++] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        if (at == length && more() < 0) {
            return -1;
        }
        int read = Math.min(most, length - at);
        System.arraycopy(kept, at, buffer, offset, read);
        at += read;
        return read;
    }

    private int more() throws IOException {
        if (length == kept.length) {
            int stay = kept.length < MOST ? length : MOST / 2;
            byte[] room = kept.length < MOST ? new byte[kept.length * 2] : kept;
            System.arraycopy(kept, length - stay, room, 0, stay);
            first += length - stay;
            length = stay;
            at = stay;
            kept = room;
        }
        int read = in.read(kept, length, Math.min(1 << 16, kept.length - length));
        length += Math.max(0, read);
        return read;
    }
}
