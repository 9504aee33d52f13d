package dev.faultline.cli;

import dev.faultline.analysis.onset.WindowChoice;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.model.TimeRange;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which periods a command compares. */
final class WindowsOption {
    @Option(
            names = "--incident",
            paramLabel = "T..T",
            description = "When it failed; from the onset to the end of the case where absent.")
    @Nullable
    String incident;

    @Option(
            names = "--baseline",
            paramLabel = "T..T",
            description = "When it was known to be good, before or after; what lies before the incident where absent.")
    @Nullable
    String baseline;

    Windows windows(CaseReader reader) throws IOException {
        TimeRange failing = incident == null ? null : RangeArgument.parse(incident, reader);
        TimeRange good = baseline == null ? null : RangeArgument.parse(baseline, reader);
        return WindowChoice.of(reader, failing, good, () -> false)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE, "no onset stands out in this case; say when it failed with --incident T..T"));
    }
}
