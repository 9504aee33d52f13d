package dev.faultline.cli;

import dev.faultline.analysis.onset.OnsetDetector;
import dev.faultline.model.TimeRange;
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
        return parse(text, reader.range().orElse(TimeRange.ALL));
    }

    static long parse(String text, TimeRange range) {
        try {
            return TimeExpression.parse(text, range);
        } catch (IllegalArgumentException noTime) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(noTime.getMessage()));
        }
    }
}
