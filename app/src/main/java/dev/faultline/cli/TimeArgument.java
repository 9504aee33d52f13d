package dev.faultline.cli;

import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;

/** A time on the command line. */
final class TimeArgument {
    private TimeArgument() {}

    static long parse(String text, TimeRange range) {
        return Timestamps.parse(text)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE, "\"" + text + "\" is no time in " + range + "; try 2026-03-05T14:02:00Z"));
    }
}
