package dev.faultline.cli;

import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which events a command is about. */
final class QueryOption {
    @Parameters(
            paramLabel = "QUERY",
            arity = "0..*",
            description =
                    "Faultline's query language, such as: service:checkout AND severity:>=error AND \"timed out\"")
    List<String> words = List.of();

    @Mixin
    TimeOption time = new TimeOption();

    Hits search(CaseReader reader) throws IOException {
        return search(reader, range(reader));
    }

    /** The same question about another window. */
    Hits search(CaseReader reader, TimeRange range) throws IOException {
        return search(reader, text(), range);
    }

    /** As typed. */
    String text() {
        return String.join(" ", words);
    }

    static Hits search(CaseReader reader, String text, TimeRange range) throws IOException {
        try {
            return Search.run(reader, QueryParser.parse(text), range, () -> false);
        } catch (QuerySyntaxException problem) {
            throw new CommandException(ExitCode.USAGE, pointAt(text, problem));
        }
    }

    /** Whether nothing was asked for: all events. */
    boolean isEmpty() {
        return words.isEmpty() && time.isWhole();
    }

    TimeRange range(CaseReader reader) throws IOException {
        return time.range(reader);
    }

    private static String pointAt(String text, QuerySyntaxException problem) {
        String line = dev.faultline.text.SafeText.line(text);
        String pointer = " ".repeat(Math.max(0, Math.min(problem.column() - 1, line.length()))) + "^";
        return "the query is wrong at column " + problem.column() + ": " + problem.getMessage() + "\n  " + line + "\n  "
                + pointer;
    }
}
