package dev.faultline.analysis.change;

import dev.faultline.model.Frame;
import java.util.List;

/**
 * Statements of the code whose text fits a message. More than one is no answer but a choice.
 *
 * @param found the best fitting, all equally good
 * @param note what was searched, and what limits the answer
 */
public record LogStatements(List<Statement> found, String note) {
    /** Copies the statements. */
    public LogStatements {
        found = List.copyOf(found);
    }

    /**
     * A statement.
     *
     * @param frame its file and line
     * @param text the line
     * @param literal the text that fits
     */
    public record Statement(Frame frame, String text, String literal) {}
}
