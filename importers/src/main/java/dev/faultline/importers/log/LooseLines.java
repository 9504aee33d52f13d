package dev.faultline.importers.log;

import dev.faultline.importers.Line;
import java.nio.charset.StandardCharsets;

/**
 * Whether lines without a time belong together where most lines of the source are records of their own: only what plainly
 * goes on, which is a stack trace or what is indented. Everything else a program says is said by the line.
 */
final class LooseLines {
    /** What kind of text the record in hand is. */
    private enum Kind {
        PLAIN,
        /** Ends with its first line that is not indented: the exception. */
        TRACEBACK,
        /** Go's frames are not indented, so nothing tells the end. */
        GO
    }

    private Kind kind = Kind.PLAIN;
    private boolean indented;
    private boolean caret;

    /** This line is the first of a record. */
    void begin(Line line) {
        kind = starts(line, "Traceback (most recent call last)")
                ? Kind.TRACEBACK
                : starts(line, "panic: ") || starts(line, "goroutine ") || starts(line, "fatal error: ")
                        ? Kind.GO
                        : Kind.PLAIN;
        indented = false;
        caret = false;
    }

    /** Whether this line goes on with the record in hand. */
    boolean goesOn(Line line) {
        if (line.from == line.to || kind == Kind.GO) {
            return true;
        }
        byte first = line.buffer[line.from];
        if (first == ' ' || first == '\t') {
            indented = true;
            caret |= isCaret(line);
            return true;
        }
        if (first == '}' || first == ')' || first == ']' || StackStart.goesOn(line, line.from) || isLink(line)) {
            return true;
        }
        // Node.js shows the line of code with a caret below it before it names the error.
        boolean awaited = indented && (kind == Kind.TRACEBACK || caret);
        if (awaited) {
            kind = Kind.PLAIN;
            caret = false;
        }
        return awaited;
    }

    /** Whether another exception of a chain follows, or what Node.js says at the end. */
    private boolean isLink(Line line) {
        boolean traceback = starts(line, "Traceback (most recent call last)");
        boolean link = indented
                && (traceback
                        || starts(line, "During handling of the above exception")
                        || starts(line, "The above exception was")
                        || starts(line, "Emitted 'error' event")
                        || starts(line, "Node.js v"));
        kind = link && traceback ? Kind.TRACEBACK : kind;
        return link;
    }

    /** Whether the line only points at what stands above it. */
    static boolean isCaret(Line line) {
        int at = line.from;
        while (at < line.to && (line.buffer[at] == ' ' || line.buffer[at] == '\t')) {
            at++;
        }
        boolean marked = at < line.to;
        while (at < line.to && line.buffer[at] == '^') {
            at++;
        }
        return marked && at == line.to;
    }

    private static boolean starts(Line line, String with) {
        byte[] bytes = with.getBytes(StandardCharsets.US_ASCII);
        boolean same = line.to - line.from >= bytes.length;
        for (int i = 0; same && i < bytes.length; i++) {
            same = line.buffer[line.from + i] == bytes[i];
        }
        return same;
    }
}
