package dev.faultline.analysis.change;

import dev.faultline.model.Frame;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The code that ran, as far as the evidence holds it: its lines with who wrote them, its log statements, its changes. */
public interface SourceCode extends CodeHistory {
    /** The lines around a frame at the revision that ran, {@code around} before and after it. */
    SourceExcerpt excerpt(Frame frame, Deployment deployment, int around) throws IOException;

    /** The statements that may have written a message. */
    LogStatements statements(Message message, Deployment deployment, BooleanSupplier cancelled) throws IOException;

    /** What a commit changed; no files where no imported repository knows it. */
    List<FileDiff> diff(String commit) throws IOException;

    /**
     * A message as it was logged.
     *
     * @param text all of it
     * @param logger the logger's name, which often names the file; empty where unknown
     */
    record Message(String text, String logger) {}
}
