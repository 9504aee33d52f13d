package dev.faultline.importers.log;

import dev.faultline.importers.Head;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.Lines;
import dev.faultline.importers.SourceContext;
import dev.faultline.store.EventSink;
import java.io.IOException;

/**
 * Lines of one format with other lines between them, as the output of a container has them: nginx prints its accesses and
 * its errors, and scripts speak before it begins. What is not the format's is read as the text log that it is.
 */
public final class OneLineRecords implements LineParser {
    private static final int LINES = 40;

    /** Reads a line of the format. */
    public interface Reader {
        /** Whether the line is one of the format; gives nothing to anybody. */
        boolean fits(Line line);

        /** Makes an event of the line that {@link #fits} was just asked about, and gives it to the sink. */
        void read(Line line, EventSink sink);
    }

    private final Reader reader;
    private final LineParser text;

    /** Lines that the reader does not take are text. */
    public OneLineRecords(Reader reader, SourceContext context) {
        this.reader = reader;
        this.text = new TextLogParser(context, null).loose();
    }

    /** Which part of the first lines, blank ones left out, fits. */
    public static double share(Head head, Reader reader) {
        if (head.binary()) {
            return 0;
        }
        int seen = 0;
        int fitting = 0;
        try {
            Lines lines = Lines.of(head.bytes());
            while (seen < LINES && lines.next()) {
                Line line = lines.line();
                boolean cutOff = line.to == line.end && !head.complete();
                if (line.to > line.from && !cutOff) {
                    seen++;
                    fitting += reader.fits(line) ? 1 : 0;
                }
            }
        } catch (IOException impossible) {
            return 0;
        }
        return seen == 0 ? 0 : (double) fitting / seen;
    }

    @Override
    public void line(Line line, EventSink sink) {
        if (!reader.fits(line)) {
            text.line(line, sink);
            return;
        }
        text.end(sink);
        reader.read(line, sink);
    }

    @Override
    public void end(EventSink sink) {
        text.end(sink);
    }
}
