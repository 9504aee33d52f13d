package dev.faultline.cli;

import dev.faultline.analysis.onset.OnsetDetector;
import dev.faultline.query.TimeExpression;
import dev.faultline.store.CaseReader;
import java.io.IOException;

/** A time on the command line. */
final class TimeArgument {
    private TimeArgument() {}

    /** Knows {@code onset} too, which it looks for in the case. */
    static long parse(String text, CaseReader reader) throws IOException {
        if (text.strip().equals("onset")) {
            return OnsetDetector.first(OnsetDetector.all(reader, () -> false))
                    .orElseThrow(() -> new CommandException(
                            ExitCode.USAGE, "no onset stands out in this case; give the time yourself"))
                    .time();
        }
        try {
            return TimeExpression.parse(text, reader);
        } catch (IllegalArgumentException noTime) {
            throw new CommandException(ExitCode.USAGE, noTime.getMessage() + ", 14:02, -15m, start, end or onset");
        }
    }
}
