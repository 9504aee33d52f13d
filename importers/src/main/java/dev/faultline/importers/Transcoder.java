package dev.faultline.importers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Text of another character set as UTF-8, and the way back from a decoded byte to the original one. Broken characters
 * become U+FFFD. Knows places from the last one asked for up to what was read.
 */
final class Transcoder extends InputStream implements Lines.OffsetMap {
    private static final int CHUNK = 32 << 10;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final int unit;
    private final ByteBuffer raw = ByteBuffer.allocate(CHUNK).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(CHUNK);
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private byte[] current = {};
    private int position;
    private long decoded;
    private long original;
    private boolean ended;

    private long broken;
    private long firstBroken;

    // How far the characters of a chunk were counted: thousands of short lines must not count it anew each.
    private long countedChunk = -1;
    private int counted;
    private long countedPlace;

    /** What was decoded together. */
    @SuppressWarnings("ArrayRecordComponent") // looked through, never compared
    private record Chunk(long decoded, long original, byte[] bytes) {}

    /** The stream stands behind the mark. */
    Transcoder(InputStream in, Decoding decoding) {
        this.in = in;
        this.original = decoding.mark();
        this.decoder = Charset.forName(decoding.charset())
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        this.unit = decoding.unit();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (position == current.length) {
            if (!decode()) {
                return -1;
            }
        }
        int part = Math.min(length, current.length - position);
        System.arraycopy(current, position, buffer, offset, part);
        position += part;
        return part;
    }

    /** How many pieces were no characters. */
    long broken() {
        return broken;
    }

    /** Original offset of the first of them. */
    long firstBroken() {
        return firstBroken;
    }

    private boolean decode() throws IOException {
        if (ended) {
            return false;
        }
        raw.compact();
        int read = in.read(raw.array(), raw.position(), raw.remaining());
        ended = read < 0;
        raw.position(raw.position() + Math.max(0, read)).flip();
        int before = raw.remaining();
        chars.clear();
        CoderResult result = decoder.decode(raw, chars, ended);
        while (result.isError()) {
            if (broken++ == 0) {
                firstBroken = original + before - raw.remaining();
            }
            raw.position(raw.position() + result.length());
            chars.put('\uFFFD');
            result = decoder.decode(raw, chars, ended);
        }
        if (ended) {
            decoder.flush(chars);
        }
        chars.flip();
        current = chars.toString().getBytes(StandardCharsets.UTF_8);
        position = 0;
        chunks.add(new Chunk(decoded, original, current));
        decoded += current.length;
        original += before - raw.remaining();
        return true;
    }

    @Override
    public long original(long decodedPosition) {
        while (chunks.size() > 1
                && decodedPosition
                        >= chunks.getFirst().decoded() + chunks.getFirst().bytes().length) {
            chunks.removeFirst();
        }
        if (chunks.isEmpty()) {
            return original;
        }
        Chunk chunk = chunks.getFirst();
        int end = (int) Math.min(chunk.bytes().length, decodedPosition - chunk.decoded());
        if (chunk.decoded() != countedChunk || end < counted) {
            countedChunk = chunk.decoded();
            counted = 0;
            countedPlace = chunk.original();
        }
        for (; counted < end; counted++) {
            int b = chunk.bytes()[counted] & 0xFF;
            // Every lead byte is a character; beyond the basic plane it was two units.
            countedPlace += (b & 0xC0) == 0x80 ? 0 : unit == 2 && b >= 0xF0 ? 4 : unit;
        }
        // What was broken counts as whole characters, which may be more than there was.
        return Math.min(countedPlace, original);
    }
}
