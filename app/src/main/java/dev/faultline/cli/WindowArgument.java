package dev.faultline.cli;

import dev.faultline.model.TimeRange;
import dev.faultline.store.CaseReader;
import java.io.IOException;

/** A window of time on the command line: {@code T..T}. */
final class WindowArgument {
    private WindowArgument() {}

    static TimeRange parse(String text, TimeRange all, CaseReader reader) throws IOException {
        int dots = text.indexOf("..");
        if (dots < 0) {
            throw new CommandException(ExitCode.USAGE, "a window is T..T, such as 14:02..14:10 or start..-5m");
        }
        long from = dots == 0 ? all.from() : TimeArgument.parse(text.substring(0, dots), reader);
        String end = text.substring(dots + 2);
        long to = end.isEmpty() ? all.to() : TimeArgument.parse(end, reader);
        if (to <= from) {
            throw new CommandException(ExitCode.USAGE, "the window " + text + " ends before it begins");
        }
        return new TimeRange(from, to);
    }
}
