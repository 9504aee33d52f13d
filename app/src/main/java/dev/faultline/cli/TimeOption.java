package dev.faultline.cli;

import dev.faultline.model.TimeRange;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of the case's time a command is about. */
final class TimeOption {
    @Option(
            names = "--from",
            paramLabel = "T",
            description = "Only events at or after this time: RFC 3339, 14:02, -15m, start, onset…")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "T", description = "Only events before this time.")
    @Nullable
    String to;

    /** Whether nothing was said: all of it. */
    boolean isWhole() {
        return from == null && to == null;
    }

    TimeRange range(CaseReader reader) throws IOException {
        long start = from == null ? TimeRange.ALL.from() : TimeArgument.parse(from, reader);
        long end = to == null ? TimeRange.ALL.to() : TimeArgument.parse(to, reader);
        if (end < start) {
            throw new CommandException(ExitCode.USAGE, "--to lies before --from");
        }
        return new TimeRange(start, end);
    }
}
