package dev.faultline.changes;

import dev.faultline.analysis.change.LogStatements;
import dev.faultline.importers.change.SourceFiles;
import dev.faultline.model.Frame;
import java.util.ArrayList;
import java.util.List;

/** Looks through code for the texts that fit a message best. */
final class StatementSearch implements SourceFiles.Visitor {
    private static final int MOST = 100;
    private static final int LONGEST_LINE = 2_000;

    private final String message;
    private final List<LogStatements.Statement> found = new ArrayList<>();
    private int best;

    StatementSearch(String message) {
        this.message = message;
    }

    @Override
    public boolean visit(String path, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() <= LONGEST_LINE) {
                for (TextLiteral literal : TextLiteral.of(line)) {
                    take(path, i + 1, line, literal);
                }
            }
        }
        return true;
    }

    private void take(String path, int number, String line, TextLiteral literal) {
        int fit = literal.fit(message);
        if (fit > best) {
            best = fit;
            found.clear();
        }
        if (fit > 0 && fit == best && found.size() < MOST) {
            found.add(new LogStatements.Statement(
                    new Frame(path, path, number, null, true), line.strip(), literal.text()));
        }
    }

    /** The best fitting, all equally good. */
    List<LogStatements.Statement> found() {
        return List.copyOf(found);
    }
}
