package dev.faultline.importers;

import dev.faultline.store.EventSink;
import java.io.IOException;

/** A format that is read line by line, and so can also stand inside the lines of a container tool. */
public interface LineImporter extends Importer {
    /** A parser for one stream of lines. The head shows its beginning, to settle the layout by. */
    LineParser parser(Head head, SourceContext context);

    @Override
    default void read(Input input, EventSink sink) throws IOException {
        LineParser parser = Colours.without(parser(Colours.without(input.head()), input.context()));
        Lines lines = input.lines(sink);
        while (lines.next() && !sink.cancelled()) {
            parser.line(lines.line(), sink);
        }
        parser.end(sink);
    }
}
