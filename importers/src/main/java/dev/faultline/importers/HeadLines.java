package dev.faultline.importers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a source's beginning, cut once for all formats that ask. */
public final class HeadLines {
    private final List<Line> lines = new ArrayList<>();
    private final @Nullable String[] texts;

    HeadLines(byte[] bytes) {
        int from = 0;
        while (from < bytes.length) {
            int to = from;
            while (to < bytes.length && bytes[to] != '\n') {
                to++;
            }
            lines.add(line(bytes, from, to));
            from = to + 1;
        }
        texts = new String[lines.size()];
    }

    private static Line line(byte[] bytes, int from, int newline) {
        Line line = new Line();
        line.buffer = bytes;
        line.from = Lines.isMark(bytes, from, newline) ? from + Lines.MARK : from;
        line.to = newline > line.from && bytes[newline - 1] == '\r' ? newline - 1 : newline;
        line.end = Math.min(bytes.length, newline + 1);
        return line;
    }

    /** How many there are. */
    public int size() {
        return lines.size();
    }

    /** One of them, for reading only; without its place in the source. */
    public Line line(int number) {
        return lines.get(number);
    }

    /** Its first bytes as ISO 8859-1, one character a byte. */
    public String bytesAsText(int number, int most) {
        String text = texts[number];
        if (text == null) {
            Line line = lines.get(number);
            text = new String(line.buffer, line.from, Math.min(most, line.to - line.from), StandardCharsets.ISO_8859_1);
            texts[number] = text;
        }
        return text;
    }
}
