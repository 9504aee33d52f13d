package dev.faultline.importers.log;

import dev.faultline.importers.Head;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;

/**
 * Text without times: an event a line, in the place where it stands. Taken where nothing else fits. The line before the
 * frames of a stack trace has the exception.
 *
 * <p>Traps: what looks like text may be a document of thousands of lines; JSON and Kubernetes have formats of their own;
 * Node.js shows the line of code with a caret below it before it names what was thrown.
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
        return new PlainLines();
    }
}
