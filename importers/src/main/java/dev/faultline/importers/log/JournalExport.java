package dev.faultline.importers.log;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * systemd's journal as {@code journalctl -o export} and systemd-journal-remote write it: lines {@code NAME=value}, a blank
 * line after each entry. Specified by systemd's "Journal Export Formats", section "Journal Export Format".
 *
 * <p>Traps: a field with line breaks or other control characters is its name, a line feed, a length of eight bytes
 * (little-endian), that many bytes and a line feed, so the file is not text and must be read as bytes; a field may stand
 * several times in an entry. Sample: {@code logs/journald/journal.export}.
 */
public final class JournalExport implements Importer {
    @Override
    public String format() {
        return "journald-export";
    }

    @Override
    public double recognises(Head head) {
        String start = new String(head.bytes(), 0, Math.min(4096, head.bytes().length), StandardCharsets.ISO_8859_1);
        boolean field = start.startsWith("__CURSOR=") || start.startsWith("__REALTIME_TIMESTAMP=");
        return field && start.contains("__REALTIME_TIMESTAMP=") ? 0.97 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        JournalEntry entries = new JournalEntry(input.context());
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(input.file()), 1 << 16)) {
            new Reading(bytes, entries, sink).run();
        }
    }

    /** One reading of a file. */
    private static final class Reading {
        private final InputStream bytes;
        private final JournalEntry entries;
        private final EventSink sink;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Map<String, String> fields = new LinkedHashMap<>();
        private long position;
        private long lineNumber = 1;
        private long start;
        private long startLine = 1;
        private long kept;
        private boolean ended;

        Reading(InputStream bytes, JournalEntry entries, EventSink sink) {
            this.bytes = bytes;
            this.entries = entries;
            this.sink = sink;
        }

        void run() throws IOException {
            while (!ended && !sink.cancelled()) {
                if (fields.isEmpty()) {
                    start = position;
                    startLine = lineNumber;
                }
                readLine();
                if (line.size() == 0) {
                    give();
                } else if (!field()) {
                    return;
                }
            }
            give();
        }

        private void give() {
            if (!fields.isEmpty()) {
                long end = ended ? position : position - 1;
                entries.give(fields, new Json.Span(start, Math.max(0, end - start), startLine), sink);
                fields.clear();
                kept = 0;
            }
        }

        private void readLine() throws IOException {
            line.reset();
            while (true) {
                int b = bytes.read();
                if (b < 0) {
                    ended = true;
                    return;
                }
                position++;
                if (b == '\n') {
                    lineNumber++;
                    return;
                }
                if (line.size() < Limits.LINE) {
                    line.write(b);
                }
            }
        }

        /** False where the file is broken beyond help: without a length nothing behind can be found. */
        private boolean field() throws IOException {
            String text = line.toString(StandardCharsets.UTF_8);
            int equals = text.indexOf('=');
            if (equals > 0) {
                put(text.substring(0, equals), text.substring(equals + 1));
                return true;
            }
            byte[] eight = bytes.readNBytes(8);
            position += eight.length;
            long length = eight.length < 8
                    ? -1
                    : ByteBuffer.wrap(eight).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (length < 0 || length > 1L << 30) {
                boolean cutOff = eight.length < 8;
                sink.reject(
                        cutOff ? IssueCode.TRUNCATED : IssueCode.BAD_RECORD,
                        cutOff
                                ? "the file ends within an entry"
                                : "a field without \"=\" and without a length that can be; the rest is not read",
                        start,
                        position - start,
                        startLine);
                return false;
            }
            return binary(text, length);
        }

        private boolean binary(String name, long length) throws IOException {
            byte[] value = bytes.readNBytes((int) Math.min(length, Limits.RECORD));
            long rest = length - value.length;
            if (value.length == Limits.RECORD) {
                sink.report(
                        IssueCode.LINE_TOO_LONG,
                        "field " + name + " has " + length + " bytes; the first " + Limits.RECORD + " are read",
                        start,
                        startLine);
                rest -= skip(rest);
            }
            position += length - rest;
            int terminator = rest > 0 ? -1 : bytes.read();
            if (terminator < 0) {
                ended = true;
                sink.report(IssueCode.TRUNCATED, "the file ends within an entry", start, startLine);
            } else {
                position++;
                lineNumber += 1 + count(value);
            }
            put(name, new String(value, StandardCharsets.UTF_8));
            return true;
        }

        private long skip(long count) throws IOException {
            long left = count;
            while (left > 0) {
                long skipped = bytes.skip(left);
                if (skipped <= 0) {
                    break;
                }
                left -= skipped;
            }
            return count - left;
        }

        private static long count(byte[] value) {
            long lines = 0;
            for (byte b : value) {
                lines += b == '\n' ? 1 : 0;
            }
            return lines;
        }

        private void put(String name, String value) {
            kept += value.length();
            if (kept > Limits.RECORD * 2L || fields.size() > Limits.FIELDS) {
                sink.report(
                        IssueCode.TOO_MANY_FIELDS,
                        "the entry is too large; " + name + " is left out",
                        start,
                        startLine);
            } else {
                fields.merge(name, value, (before, after) -> before + "\n" + after);
            }
        }
    }
}
