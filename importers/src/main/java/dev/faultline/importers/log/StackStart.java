package dev.faultline.importers.log;

import dev.faultline.importers.Line;
import java.nio.charset.StandardCharsets;

/** Where the stack trace begins in a record of many lines. */
public final class StackStart {
    private static final byte[] TRACEBACK = ascii("Traceback (most recent call last)");
    private static final byte[] GOROUTINE = ascii("goroutine ");
    private static final byte[] PANIC = ascii("panic: ");
    private static final byte[] AT = ascii("at ");
    private static final byte[] MORE = ascii("... ");
    private static final byte[] CAUSED_BY = ascii("Caused by: ");

    private StackStart() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * First byte of the stack trace; -1 where there is none. That of Java and JavaScript begins with the line before the
     * first {@code at}, which is the message itself where nothing stands between.
     */
    public static int find(byte[] record, int messageFrom, int firstLineEnd, int end) {
        if (starts(record, messageFrom, end, TRACEBACK)) {
            return messageFrom;
        }
        int previous = messageFrom;
        int headline = -1;
        int at = next(record, firstLineEnd, end);
        while (at < end) {
            int text = at;
            while (text < end && (record[text] == ' ' || record[text] == '\t')) {
                text++;
            }
            if (starts(record, text, end, TRACEBACK)
                    || starts(record, at, end, GOROUTINE)
                    || starts(record, at, end, PANIC)) {
                return at;
            }
            if (text > at && starts(record, text, end, AT)) {
                return headline >= 0 ? headline : Headline.find(record, previous, Math.min(at, end));
            }
            // A message of several lines may stand between the name of an exception and its frames.
            if (text == at && isException(record, at, end)) {
                headline = at;
            }
            previous = at;
            at = next(record, at, end);
        }
        return -1;
    }

    /**
     * Where the message ends in front of a stack trace that {@link #find} found. A sentence that goes before the name of the
     * exception, or stands alone before the frames, is a message to its end.
     */
    public static int messageEnd(byte[] record, int messageFrom, int stack, int end) {
        boolean lineStart = stack > messageFrom && record[stack - 1] == '\n';
        if (stack < 0 || lineStart) {
            return stack < 0 ? end : stack;
        }
        int lineEnd = next(record, stack, end);
        return stack > messageFrom || !Headline.isOne(record, stack, lineEnd) ? lineEnd : stack;
    }

    /** Whether a message that begins here, in a line of its own, is one of the later lines of a stack trace. */
    public static boolean goesOn(Line line, int from) {
        int text = from;
        while (text < line.to && (line.buffer[text] == ' ' || line.buffer[text] == '\t')) {
            text++;
        }
        boolean indented =
                text > from && (starts(line.buffer, text, line.to, AT) || starts(line.buffer, text, line.to, MORE));
        return indented || starts(line.buffer, text, line.to, CAUSED_BY);
    }

    /** Whether the line begins with a qualified name that ends in a colon or the line's end. */
    private static boolean isException(byte[] record, int from, int end) {
        int dots = 0;
        for (int i = from; i < end && i - from < 250; i++) {
            byte b = record[i];
            if (b == ':' || b == '\n' || b == '\r') {
                return dots > 0 && i > from + 5;
            }
            dots += b == '.' ? 1 : 0;
            boolean part = b >= 'a' && b <= 'z'
                    || b >= 'A' && b <= 'Z'
                    || b >= '0' && b <= '9'
                    || b == '.'
                    || b == '$'
                    || b == '_';
            if (!part) {
                return false;
            }
        }
        return false;
    }

    private static int next(byte[] record, int from, int end) {
        int at = from;
        while (at < end && record[at] != '\n') {
            at++;
        }
        return Math.min(end, at + 1);
    }

    private static boolean starts(byte[] record, int at, int end, byte[] prefix) {
        if (at + prefix.length > end) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (record[at + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
