package dev.faultline.cli;

import dev.faultline.model.TimeRange;
import dev.faultline.query.TimeExpression;

/** A time on the command line. */
final class TimeArgument {
    private TimeArgument() {}

    static long parse(String text, TimeRange range) {
        try {
            return TimeExpression.parse(text, range);
        } catch (IllegalArgumentException noTime) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(noTime.getMessage()));
        }
    }
}
