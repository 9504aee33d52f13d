package dev.faultline.importers;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Text whose lines end with a carriage return alone, as if they ended with a line feed: no byte changes its place. */
final class OldLineEnds extends FilterInputStream {
    OldLineEnds(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        return read == '\r' ? '\n' : read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        replace(buffer, offset, offset + Math.max(0, read));
        return read;
    }

    private static void replace(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            bytes[i] = bytes[i] == '\r' ? (byte) '\n' : bytes[i];
        }
    }

    static byte[] replaced(byte[] text) {
        byte[] copy = text.clone();
        replace(copy, 0, copy.length);
        return copy;
    }

    /** Whether the beginning of a text has several lines, none of which ends with a line feed. */
    static boolean are(byte[] head) {
        int returns = 0;
        for (byte each : head) {
            if (each == '\n') {
                return false;
            }
            returns += each == '\r' ? 1 : 0;
        }
        return returns > 1;
    }
}
