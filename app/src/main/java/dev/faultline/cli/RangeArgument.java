package dev.faultline.cli;

import dev.faultline.model.TimeRange;
import dev.faultline.store.CaseReader;
import java.io.IOException;

/** A range of time on the command line: {@code T..T}. */
final class RangeArgument {
    private static final String BETWEEN = "..";

    private RangeArgument() {}

    static TimeRange parse(String text, CaseReader reader) throws IOException {
        int at = text.indexOf(BETWEEN);
        if (at < 0) {
            throw new CommandException(
                    ExitCode.USAGE, "\"" + text + "\" is no range; try 14:02..14:09, start..onset or onset..end");
        }
        String first = text.substring(0, at).isBlank() ? "start" : text.substring(0, at);
        String last = text.substring(at + BETWEEN.length()).isBlank() ? "end" : text.substring(at + BETWEEN.length());
        long from = TimeArgument.parse(first, reader);
        long to = TimeArgument.parse(last, reader);
        if (last.strip().equals("end")) {
            // The last event of the case belongs to it.
            to = to == Long.MAX_VALUE ? to : to + 1;
        }
        if (to < from) {
            throw new CommandException(ExitCode.USAGE, "\"" + text + "\" ends before it begins");
        }
        return new TimeRange(from, to);
    }
}
