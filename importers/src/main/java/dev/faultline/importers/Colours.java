package dev.faultline.importers;

import dev.faultline.store.EventSink;
import java.util.Arrays;

/**
 * Takes the sequences off by which terminals colour text (ECMA-48, control sequences): logs that were copied from a
 * terminal or from a container have them anywhere, within times and levels too. The original stays in the evidence.
 */
final class Colours {
    private static final byte ESCAPE = 0x1b;

    private Colours() {}

    /** The head as it reads on a terminal; the same one where it has no colours. */
    static Head without(Head head) {
        byte[] bytes = head.bytes();
        if (head.binary() || !has(bytes, 0, bytes.length)) {
            return head;
        }
        byte[] plain = new byte[bytes.length];
        int length = strip(bytes, 0, bytes.length, plain);
        return new Head(head.path(), Arrays.copyOf(plain, length), head.complete(), false);
    }

    /** A parser that gets its lines without colours. */
    static LineParser without(LineParser behind) {
        return new Plain(behind);
    }

    private static boolean has(byte[] bytes, int from, int to) {
        return NewlineScan.find(bytes, from, to, ESCAPE) >= 0;
    }

    private static int strip(byte[] bytes, int from, int to, byte[] into) {
        int length = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == ESCAPE && i + 1 < to && bytes[i + 1] == '[') {
                i = sequenceEnd(bytes, i + 2, to);
            } else {
                into[length++] = bytes[i];
            }
        }
        return length;
    }

    /** The last byte of a control sequence: parameters and intermediates, then a letter. */
    private static int sequenceEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= 0x20 && bytes[at] <= 0x3f) {
            at++;
        }
        return at;
    }

    /** Strips each line that has colours, and no other. */
    private static final class Plain implements LineParser {
        private final LineParser behind;
        private final Line plain = new Line();

        Plain(LineParser behind) {
            this.behind = behind;
        }

        @Override
        public void line(Line line, EventSink sink) {
            if (!line.escapes || !has(line.buffer, line.from, line.to)) {
                behind.line(line, sink);
                return;
            }
            byte[] text = new byte[line.to - line.from + 1];
            int length = strip(line.buffer, line.from, line.to, text);
            plain.buffer = text;
            plain.from = 0;
            plain.to = length;
            // Parsers join lines with what stands between them.
            text[length] = '\n';
            plain.end = length + 1;
            plain.offset = line.offset;
            plain.length = line.length;
            plain.number = line.number;
            plain.verbatim = false;
            plain.cut = line.cut;
            behind.line(plain, sink);
        }

        @Override
        public void end(EventSink sink) {
            behind.end(sink);
        }
    }
}
