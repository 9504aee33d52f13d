package dev.faultline.cli;

import com.google.re2j.PatternSyntaxException;
import dev.faultline.importers.definition.PatternLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries hostile patterns as those of a user's own format: each is refused or matches in time. For the project's checks. */
@Command(name = "user-regex", description = "Tries hostile patterns of user-defined formats.", hidden = true)
final class UserRegexCommand implements Callable<Integer> {
    @Option(names = "--events", paramLabel = "N", description = "Not used: a pattern sees one line at a time.")
    int events;

    @Option(names = "--report", paramLabel = "FILE", required = true, description = "Write the answers as JSON.")
    Path report = Path.of("");

    @Parameters(paramLabel = "FILE", description = "One JSON object a line: pattern, input.")
    Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        ProbeFile probe = ProbeFile.read(file);
        probe.answer(UserRegexCommand::answer);
        probe.report(report);
        return ExitCode.DONE;
    }

    private static String answer(Map<String, String> question) throws ProbeFile.Refusal {
        try {
            // As a definition does: against bytes, and no more of them.
            byte[] whole = question.getOrDefault("input", "").getBytes(StandardCharsets.UTF_8);
            byte[] input = Arrays.copyOf(whole, Math.min(whole.length, PatternLimits.TEXT));
            boolean found = PatternLimits.compile(question.getOrDefault("pattern", ""))
                    .matcher(input)
                    .lookingAt();
            return found ? "matches" : "does not match";
        } catch (IllegalArgumentException | PatternSyntaxException refused) {
            throw new ProbeFile.Refusal(String.valueOf(refused.getMessage()));
        }
    }
}
