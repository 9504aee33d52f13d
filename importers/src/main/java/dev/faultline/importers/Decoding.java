package dev.faultline.importers;

import dev.faultline.importers.trace.DatadogTraces;
import dev.faultline.importers.trace.OtlpProtobuf;
import dev.faultline.importers.worker.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The character set of a source, told by its first bytes.
 *
 * @param charset its Java name; {@code binary} for what is no text
 * @param mark length of the byte order mark
 * @param oldLineEnds whether its lines end with a carriage return alone
 */
record Decoding(String charset, int mark, boolean oldLineEnds) {
    private static final int SAMPLE = 8 << 10;
    private static final int BEGIN = 64;

    private Decoding(String charset, int mark) {
        this(charset, mark, false);
    }

    static Decoding of(byte[] head) {
        Decoding found = charset(head);
        boolean old = !found.isBinary() && OldLineEnds.are(found.decode(head));
        return old ? new Decoding(found.charset, found.mark, true) : found;
    }

    private static Decoding charset(byte[] head) {
        if (starts(head, 0xEF, 0xBB, 0xBF)) {
            return new Decoding("UTF-8", 3);
        }
        // Before the mark of two bytes that it begins with.
        if (starts(head, 0xFF, 0xFE, 0, 0)) {
            return new Decoding("UTF-32LE", 4);
        }
        if (starts(head, 0, 0, 0xFE, 0xFF)) {
            return new Decoding("UTF-32BE", 4);
        }
        if (starts(head, 0xFF, 0xFE)) {
            return new Decoding("UTF-16LE", 2);
        }
        if (starts(head, 0xFE, 0xFF)) {
            return new Decoding("UTF-16BE", 2);
        }
        // They hold so much text, or so many zeros, that counting would take them for text.
        if (ForeignArchive.words(head).isPresent()
                || EventLog.begins(head)
                || OtlpProtobuf.begins(head)
                || DatadogTraces.begins(head)) {
            return new Decoding("binary", 0);
        }
        int length = Math.min(head.length, SAMPLE) & ~1;
        int even = zeros(head, 0, length);
        int odd = zeros(head, 1, length);
        // Latin letters in UTF-16 leave every other byte zero, from the beginning on: a program may add it to other
        // text.
        int begin = Math.min(length, BEGIN);
        if (length >= 4 && odd > length / 4 && even < length / 50 && zeros(head, 1, begin) >= begin / 8) {
            return new Decoding("UTF-16LE", 0);
        }
        if (length >= 4 && even > length / 4 && odd < length / 50 && zeros(head, 0, begin) >= begin / 8) {
            return new Decoding("UTF-16BE", 0);
        }
        return eightBit(head);
    }

    /** How many bytes at odd or even places up to this one are zero. */
    private static int zeros(byte[] head, int parity, int to) {
        int zeros = 0;
        for (int i = parity; i < to; i += 2) {
            zeros += head[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    /** Broken UTF-8 stays UTF-8 while most of its high bytes are good; else every byte is a character. */
    private static Decoding eightBit(byte[] head) {
        int control = 0;
        int broken = 0;
        int wide = 0;
        int lines = 1;
        int brokenLines = 0;
        boolean hereBroken = false;
        for (int i = 0; i < head.length; ) {
            int length = Utf8.length(head, i, head.length);
            int b = head[i] & 0xFF;
            if (length == 0) {
                broken += i + 4 < head.length ? 1 : 0;
                brokenLines += hereBroken ? 0 : 1;
                hereBroken = true;
                i++;
                continue;
            }
            if (b == '\n') {
                lines++;
                hereBroken = false;
            }
            wide += length > 1 ? 1 : 0;
            control += b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != 0x1B && b != 0 && b != '\f' && b != 0x08
                    ? 1
                    : 0;
            i += length;
        }
        if (head.length > 0 && control + broken > Math.max(2, head.length / 10)) {
            return control > head.length / 50 ? new Decoding("binary", 0) : new Decoding("windows-1252", 0);
        }
        // One line of rubbish among good ones says nothing about the others.
        boolean throughout = brokenLines > 2 || brokenLines * 4 > lines;
        return new Decoding(throughout && broken > Math.max(8, wide * 2) ? "windows-1252" : "UTF-8", 0);
    }

    private static boolean starts(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    boolean isBinary() {
        return charset.equals("binary");
    }

    /** Whether the bytes are what importers see, but for the mark. */
    boolean isPlain() {
        return isBinary() || charset.equals("UTF-8");
    }

    /** Bytes that every character has at least. */
    int unit() {
        return charset.startsWith("UTF-32") ? 4 : charset.startsWith("UTF-16") ? 2 : 1;
    }

    byte[] decode(byte[] head) {
        byte[] text = text(head);
        return oldLineEnds ? OldLineEnds.replaced(text) : text;
    }

    private byte[] text(byte[] head) {
        if (isPlain()) {
            return mark == 0 ? head : java.util.Arrays.copyOfRange(head, mark, head.length);
        }
        String text = new String(head, mark, (head.length - mark) & -unit(), Charset.forName(charset));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Skips the mark. */
    void skipMark(InputStream in) throws IOException {
        in.skipNBytes(mark);
    }
}
