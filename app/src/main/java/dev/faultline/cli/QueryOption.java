package dev.faultline.cli;

import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which events a command is about. */
final class QueryOption {
    @Parameters(
            paramLabel = "QUERY",
            arity = "0..*",
            description =
                    "Faultline's query language, such as: service:checkout AND severity:>=error AND \"timed out\"")
    List<String> words = List.of();

    @Option(
            names = "--from",
            paramLabel = "T",
            description = "Only events at or after this time: RFC 3339, 14:02, -15m, start, onset…")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "T", description = "Only events before this time.")
    @Nullable
    String to;

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

    TimeRange range(CaseReader reader) throws IOException {
        long start = from == null ? TimeRange.ALL.from() : TimeArgument.parse(from, reader);
        long end = to == null ? TimeRange.ALL.to() : TimeArgument.parse(to, reader);
        if (end < start) {
            throw new CommandException(ExitCode.USAGE, "--to lies before --from");
        }
        return new TimeRange(start, end);
    }

    private static String pointAt(String text, QuerySyntaxException problem) {
        String line = dev.faultline.text.SafeText.line(text);
        String pointer = " ".repeat(Math.max(0, Math.min(problem.column() - 1, line.length()))) + "^";
        return "the query is wrong at column " + problem.column() + ": " + problem.getMessage() + "\n  " + line + "\n  "
                + pointer;
    }
}
