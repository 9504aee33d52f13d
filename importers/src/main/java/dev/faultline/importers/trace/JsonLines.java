package dev.faultline.importers.trace;

import dev.faultline.importers.Head;
import dev.faultline.store.Swar;
import java.io.IOException;
import java.io.InputStream;

/**
 * JSON lines of any length, each a stream of its own that ends where the line does: a document in a line is never held
 * whole, and a broken one does not spoil the next.
 */
final class JsonLines extends InputStream {
    private static final long NEWLINES = Swar.all('\n');
    private static final int AHEAD = 1 << 18;
    /** So much of a line is at hand for who reads it there. */
    private static final int ENOUGH = AHEAD / 4;

    private final InputStream source;
    private final byte[] buffer = new byte[AHEAD];
    private int position;
    private int limit;
    private long base;
    private long start;
    private long number = 1;
    private boolean inLine;
    private boolean ended;

    /** Reads the stream from its current position, which is the first line. */
    JsonLines(InputStream source) {
        this.source = source;
    }

    /** Whether a source is JSON lines: no line break in its head at all, or one object ends with its line. */
    static boolean is(Head head) {
        byte[] bytes = head.bytes();
        int first = visible(bytes, 0);
        if (first == bytes.length || bytes[first] != '{') {
            return false;
        }
        int newline = first;
        while (newline < bytes.length && bytes[newline] != '\n') {
            newline++;
        }
        int last = newline - 1;
        while (bytes[last] <= ' ' && bytes[last] >= 0) {
            last--;
        }
        int next = visible(bytes, newline);
        boolean another = next == bytes.length || bytes[next] == '{';
        return newline == bytes.length || last > first && bytes[last] == '}' && another;
    }

    private static int visible(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** Moves to the next line that is not blank; false at the end. */
    boolean next() throws IOException {
        while (inLine && fill()) {
            int newline = newline(limit);
            inLine = newline == limit;
            position = newline;
        }
        inLine = false;
        while (fill()) {
            byte b = buffer[position];
            if (b > ' ' || b < 0) {
                start = base + position;
                inLine = true;
                return true;
            }
            number += b == '\n' ? 1 : 0;
            position++;
        }
        return false;
    }

    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        base += limit;
        position = 0;
        limit = Math.max(0, source.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    private int newline(int to) {
        int at = position;
        while (at < to) {
            long found = Swar.zeros(Swar.word(buffer, at, to) ^ NEWLINES);
            if (found != 0) {
                return at + Swar.first(found);
            }
            at += 8;
        }
        return to;
    }

    /** Sees to it that the line is at hand in the buffer, unless it is very long: what was read makes room. */
    void lookAhead() throws IOException {
        if (limit - position >= ENOUGH || ended) {
            return;
        }
        limit -= position;
        base += position;
        System.arraycopy(buffer, position, buffer, 0, limit);
        position = 0;
        while (!ended && limit < buffer.length) {
            int read = source.read(buffer, limit, buffer.length - limit);
            ended = read <= 0;
            limit += Math.max(0, read);
        }
    }

    byte[] buffer() {
        return buffer;
    }

    /** Where in the buffer the line goes on. */
    int position() {
        return position;
    }

    /** Behind the last byte of the buffer that was read. */
    int limit() {
        return limit;
    }

    /** Whether nothing comes behind what is in the buffer. */
    boolean isLast() {
        return ended;
    }

    /** Goes on at this place of the buffer. */
    void moveTo(int at) {
        position = at;
    }

    /** Position of the line's first byte in the stream. */
    long offset() {
        return start;
    }

    /** The line's number, from 1. */
    long number() {
        return number;
    }

    /** What is left of the line, if its end is at hand. */
    @Override
    public int available() {
        int end = newline(limit);
        return end < limit ? end - position : 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!inLine || !fill() || buffer[position] == '\n') {
            return -1;
        }
        int end = newline(Math.min(limit, position + length));
        int count = end - position;
        System.arraycopy(buffer, position, target, offset, count);
        position = end;
        return count;
    }
}
