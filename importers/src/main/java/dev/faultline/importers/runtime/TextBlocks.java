package dev.faultline.importers.runtime;

import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.Lines;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into blocks of lines, each a record of its own such as a traceback, for parsers that look to and fro. */
public final class TextBlocks {
    private static final int LONGEST_LINE = 64 << 10;
    private static final int MOST_LINES = 100_000;

    /** A line of a block, without its terminator; what is beyond 64 KiB of it is left out. */
    public record TextLine(String text, long offset, int length, long number) {}

    /** Says where blocks begin and makes events of them. One for each reading, so it may remember. */
    public interface Cutter {
        /** Whether this line begins a block. Asked once for every line, in order. */
        boolean starts(String line);

        /** A block; the first one may begin with any line. Never empty. */
        void take(List<TextLine> block, EventSink sink);
    }

    private TextBlocks() {}

    /** Reads all of the input. */
    public static void read(Input input, EventSink sink, Cutter cutter) throws IOException {
        List<TextLine> block = new ArrayList<>();
        long bytes = 0;
        Lines lines = input.lines(sink);
        while (lines.next() && !sink.cancelled()) {
            Line line = lines.line();
            String text = text(line);
            boolean full = bytes > Limits.RECORD || block.size() >= MOST_LINES;
            if ((cutter.starts(text) || full) && !block.isEmpty()) {
                cutter.take(block, sink);
                block = new ArrayList<>();
                bytes = 0;
            }
            block.add(new TextLine(text, line.offset, line.length, line.number));
            bytes += line.length;
        }
        if (!block.isEmpty()) {
            cutter.take(block, sink);
        }
    }

    private static String text(Line line) {
        int length = Math.min(LONGEST_LINE, line.to - line.from);
        return new String(line.buffer, line.from, length, StandardCharsets.UTF_8);
    }

    /** A draft whose record is these lines; there must be one. */
    public static EventDraft draft(List<TextLine> lines, EventSink sink) {
        TextLine first = lines.getFirst();
        TextLine last = lines.getLast();
        int length = (int) Math.min(Integer.MAX_VALUE, last.offset() + last.length() - first.offset());
        return sink.draft().record(first.offset(), length, first.number());
    }

    /** The lines as text again. */
    public static String text(List<TextLine> lines) {
        StringBuilder text = new StringBuilder();
        for (TextLine line : lines) {
            text.append(text.isEmpty() ? "" : "\n").append(line.text());
        }
        return text.toString();
    }

    /** Every line that says something is an event of its own: what stood between the records. */
    public static void plain(List<TextLine> lines, EventSink sink) {
        for (TextLine line : lines) {
            if (!line.text().isBlank()) {
                draft(List.of(line), sink).message(line.text());
                sink.accept();
            }
        }
    }
}
