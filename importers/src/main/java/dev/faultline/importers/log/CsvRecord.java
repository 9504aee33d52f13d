package dev.faultline.importers.log;

import dev.faultline.importers.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of one CSV record, of which there are more than one where a quoted field holds line breaks (RFC 4180). Not
 * commons-csv, because that reads a quote that is never closed to the end of the input, however far that is.
 */
final class CsvRecord {
    private static final int MOST_FIELDS = 1_000;

    /** Where a line of it stands in the source. */
    record Place(int from, int to, long offset, int length, long number) {}

    private final char separator;
    private final List<Place> lines = new ArrayList<>();
    private byte[] text = new byte[1 << 12];
    private int size;
    private boolean quoted;
    private boolean fieldStart = true;

    CsvRecord(char separator) {
        this.separator = separator;
    }

    /** Adds a line; true where the record ends with it. */
    boolean add(Line line) {
        int length = line.to - line.from;
        if (size + length + 1 > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, size + length + 1));
        }
        if (size > 0) {
            text[size++] = '\n';
        }
        System.arraycopy(line.buffer, line.from, text, size, length);
        lines.add(new Place(size, size + length, line.offset, line.length, line.number));
        int from = size;
        size += length;
        scan(from);
        return !quoted;
    }

    private void scan(int from) {
        for (int i = from; i < size; i++) {
            byte b = text[i];
            if (b == '"') {
                if (!quoted) {
                    quoted = fieldStart;
                } else if (i + 1 < size && text[i + 1] == '"') {
                    i++;
                } else {
                    quoted = false;
                }
                fieldStart = false;
            } else {
                fieldStart = !quoted && b == separator;
            }
        }
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    int size() {
        return size;
    }

    List<Place> lines() {
        return lines;
    }

    void clear() {
        size = 0;
        quoted = false;
        fieldStart = true;
        lines.clear();
    }

    /** All fields of the record. */
    List<String> fields() {
        return fields(0, size);
    }

    /** The fields of a part of it, one line where a quote led astray. */
    List<String> fields(int from, int to) {
        List<String> fields = new ArrayList<>();
        int at = from;
        while (at <= to && fields.size() < MOST_FIELDS) {
            int end;
            if (at < to && text[at] == '"') {
                end = closing(at + 1, to);
                String inside = new String(text, at + 1, end - at - 1, StandardCharsets.UTF_8);
                fields.add(inside.replace("\"\"", "\""));
                end = separatorAfter(Math.min(to, end + 1), to);
            } else {
                end = separatorAfter(at, to);
                fields.add(new String(text, at, end - at, StandardCharsets.UTF_8));
            }
            at = end + 1;
        }
        return fields;
    }

    private int closing(int from, int to) {
        int at = from;
        while (at < to) {
            if (text[at] == '"') {
                if (at + 1 < to && text[at + 1] == '"') {
                    at++;
                } else {
                    return at;
                }
            }
            at++;
        }
        return to;
    }

    private int separatorAfter(int from, int to) {
        int at = from;
        while (at < to && text[at] != separator) {
            at++;
        }
        return at;
    }
}
