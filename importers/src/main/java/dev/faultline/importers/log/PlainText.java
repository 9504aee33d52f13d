package dev.faultline.importers.log;

import dev.faultline.importers.Head;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;

/**
 * Text without times: an event a line, in the place where it stands. Taken where nothing else fits.
 *
 * <p>Traps: what looks like text may be a document of thousands of lines; JSON and Kubernetes have formats of their own.
 */
public final class PlainText implements LineImporter {
    @Override
    public String format() {
        return "text";
    }

    @Override
    public double recognises(Head head) {
        return head.binary() || head.bytes().length == 0 ? 0 : 0.05;
    }

    @Override
    public LineParser parser(Head head, SourceContext context) {
        return new LineParser() {
            @Override
            public void line(Line line, EventSink sink) {
                if (line.to > line.from) {
                    EventDraft draft = sink.draft();
                    if (line.verbatim && !line.cut) {
                        int terminator = line.end - line.to;
                        boolean same = line.length == line.end - line.from;
                        draft.record(
                                line.buffer,
                                line.from,
                                line.to,
                                line.offset,
                                same ? line.length - terminator : line.length,
                                line.number);
                    } else {
                        draft.record(line.offset, line.length, line.number);
                    }
                    draft.message(line.buffer, line.from, line.to);
                    sink.accept();
                }
            }

            @Override
            public void end(EventSink sink) {
                // Every line was an event of its own.
            }
        };
    }
}
