package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of UTF-8 text into lines at LF and CRLF without making any garbage. Lines longer than
 * {@link Limits#LINE} are cut; the rest is read over.
 */
public final class Lines {
    static final int MARK = 3;
    private static final int BUFFER = 1 << 18;
    /** Zero bytes that end a line. */
    private static final int HOLE = 1 << 12;

    private final InputStream input;
    private final OffsetMap map;
    private final @Nullable EventSink sink;
    private final Line line = new Line();
    private final LineBreaks breaks = new LineBreaks();
    private byte[] buffer = {};
    private int position;
    private int limit;
    private boolean ended;
    private long decoded;
    /** Whether some byte at hand is zero or no ASCII: only then each line has to be looked at. */
    private boolean odd;

    private boolean escapes;
    /** Whether what comes next is still in the line that was given before. */
    private boolean behindHole;

    /** Where decoded bytes came from: the identity for UTF-8. */
    public interface OffsetMap {
        /** Original offset of the decoded byte at this position; called with ascending positions only. */
        long original(long decoded);
    }

    /** Reads the stream from its current position, which is the source's first byte. */
    public Lines(InputStream input, OffsetMap map) {
        this(input, map, null);
    }

    /** The same; says to the sink where characters are broken, bytes are zero or a line is too long. */
    public Lines(InputStream input, OffsetMap map, @Nullable EventSink sink) {
        this.input = input;
        this.map = map;
        this.sink = sink;
    }

    /** Reads bytes that are all at hand, without a buffer for more. */
    public static Lines of(byte[] bytes) {
        Lines lines = new Lines(new ByteArrayInputStream(bytes), position -> position);
        lines.buffer = new byte[bytes.length + 1];
        return lines;
    }

    /** The current line; the same object every time. */
    public Line line() {
        return line;
    }

    /** The next line has this number, where reading does not begin with the first. */
    void begin(long number) {
        line.number = number - 1;
    }

    /** Moves to the next line; false at the end. A last line without a terminator is a line. */
    public boolean next() throws IOException {
        while (true) {
            int newline = breaks.next();
            if (newline >= 0) {
                set(newline, newline + 1, false);
                return true;
            }
            if (ended) {
                if (position == limit) {
                    return false;
                }
                set(limit, limit, false);
                return true;
            }
            if (limit - position >= Limits.LINE) {
                if (!hole()) {
                    cut();
                }
                return true;
            }
            fill();
        }
    }

    private void set(int to, int end, boolean cut) {
        if (odd && isMark(buffer, position, to)) {
            position += MARK;
            decoded += MARK;
        }
        boolean carriageReturn = to > position && buffer[to - 1] == '\r';
        line.buffer = buffer;
        line.from = position;
        line.to = carriageReturn ? to - 1 : to;
        line.end = end;
        advance(end - position, cut);
        position = end;
    }

    /** Files that were put one behind the other bring their byte order marks along. */
    static boolean isMark(byte[] buffer, int from, int to) {
        return from + MARK <= to
                && buffer[from] == (byte) 0xEF
                && buffer[from + 1] == (byte) 0xBB
                && buffer[from + 2] == (byte) 0xBF;
    }

    private void advance(long bytes, boolean cut) {
        line.offset = map.original(decoded);
        decoded += bytes;
        line.length = (int) Math.min(Integer.MAX_VALUE, map.original(decoded) - line.offset);
        line.number += behindHole ? 0 : 1;
        behindHole = false;
        line.cut = cut;
        line.escapes = escapes || cut;
        if (sink != null) {
            look(sink);
        }
    }

    private void look(EventSink reports) {
        if (line.cut) {
            reports.report(
                    IssueCode.LINE_TOO_LONG,
                    "the line has " + line.length + " bytes; what is beyond " + Limits.LINE + " is not searched",
                    line.offset,
                    line.number);
        }
        int first = odd || line.cut ? Utf8.firstOdd(line.buffer, line.from, line.to) : -1;
        if (first < 0) {
            return;
        }
        if (line.buffer[first] != 0) {
            reports.report(
                    IssueCode.BAD_UTF8,
                    "not UTF-8 at byte " + (line.offset + first - line.from) + "; shown as \uFFFD",
                    line.offset,
                    line.number);
            return;
        }
        int end = first;
        while (end < line.to && line.buffer[end] == 0) {
            end++;
        }
        reports.report(
                IssueCode.NUL_BYTES,
                (end - first) + " zero bytes from byte " + (line.offset + first - line.from),
                line.offset,
                line.number);
    }

    /**
     * A long run of zero bytes, as a crash or a log that is emptied under its writer leaves it: what stands before it is a
     * line, and so is what stands behind it. False where the line is long for another reason.
     */
    private boolean hole() throws IOException {
        int text = position + Limits.LINE;
        while (text > position && buffer[text - 1] == 0) {
            text--;
        }
        if (position + Limits.LINE - text < HOLE) {
            return false;
        }
        byte[] kept = Arrays.copyOfRange(buffer, position, text);
        long zeros = 0;
        position = text;
        while (true) {
            int begin = position;
            while (position < limit && buffer[position] == 0) {
                position++;
            }
            zeros += position - begin;
            if (position < limit || ended) {
                break;
            }
            fill();
        }
        line.buffer = kept;
        line.from = isMark(kept, 0, kept.length) ? MARK : 0;
        line.to = kept.length;
        line.end = kept.length;
        advance(kept.length + zeros, false);
        behindHole = true;
        if (sink != null) {
            sink.report(
                    IssueCode.NUL_BYTES,
                    zeros + " zero bytes from byte " + (line.offset + kept.length),
                    line.offset,
                    line.number);
        }
        return true;
    }

    /** Keeps the first {@link Limits#LINE} bytes of a line and reads over the rest of it. */
    private void cut() throws IOException {
        byte[] kept = Arrays.copyOfRange(buffer, position, position + Limits.LINE);
        long bytes = 0;
        while (true) {
            int newline = breaks.next();
            int end = newline < 0 ? limit : newline + 1;
            bytes += end - position;
            position = end;
            if (newline >= 0 || ended) {
                break;
            }
            fill();
        }
        line.buffer = kept;
        line.from = 0;
        line.to = kept.length;
        line.end = kept.length;
        advance(bytes, true);
    }

    /** Moves what is left to the front and reads more behind it. */
    private void fill() throws IOException {
        int rest = limit - position;
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, rest);
            position = 0;
            limit = rest;
        } else if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(BUFFER, buffer.length * 2));
        }
        int read = input.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            ended = true;
        } else {
            breaks.scan(buffer, limit, limit + read);
            odd = breaks.isOdd() || rest > 0 && odd;
            escapes = breaks.hasEscapes() || rest > 0 && escapes;
            limit += read;
        }
    }
}
