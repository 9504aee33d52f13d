package dev.faultline.cli;

import dev.faultline.query.SimilarWords;
import dev.faultline.text.SafeText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** What somebody is told whose words are not understood: what is wrong, what was probably meant, and where to read on. */
final class WrongUsage implements CommandLine.IParameterExceptionHandler {
    @Override
    public int handleParseException(CommandLine.ParameterException problem, String[] words) {
        CommandLine command = problem.getCommandLine();
        System.err.println("faultline: " + SafeText.block(said(problem)));
        advice(problem, command, words).ifPresent(text -> System.err.println(SafeText.line(text)));
        CommandLine.Help help = command.getHelp();
        System.err.print("Usage: " + help.synopsis("Usage: ".length()));
        System.err.println("More: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static String said(CommandLine.ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()
                && !unmatched.getUnmatched().getFirst().startsWith("-")
                && !problem.getCommandLine().getSubcommands().isEmpty()) {
            return "there is no command " + unmatched.getUnmatched().getFirst();
        }
        return String.valueOf(problem.getMessage());
    }

    private static Optional<String> advice(
            CommandLine.ParameterException problem, CommandLine command, String[] words) {
        Optional<String> file = Arrays.stream(words)
                .takeWhile(word -> !word.equals("--"))
                .filter(word -> word.startsWith("-") && word.length() > 1 && exists(word))
                .findFirst();
        if (file.isPresent()) {
            return file.map(name -> "A name that begins with a dash stands behind --, such as: -- " + name);
        }
        if (words.length > 1 && words[0].startsWith("-")) {
            return Optional.of("The command comes first, its options behind it, such as: faultline search --case CASE");
        }
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return meant(unmatched.getUnmatched().getFirst(), command);
        }
        return Optional.empty();
    }

    private static Optional<String> meant(String word, CommandLine command) {
        boolean option = word.startsWith("-");
        Collection<String> known = option
                ? new ArrayList<>(command.getCommandSpec().optionsMap().keySet())
                : command.getSubcommands().keySet();
        String name = option && word.indexOf('=') > 0 ? word.substring(0, word.indexOf('=')) : word;
        Optional<String> closest = SimilarWords.closest(name, known).or(() -> known.stream()
                .filter(each -> name.length() > 2 && each.startsWith(name))
                .findFirst());
        if (closest.isPresent()) {
            return closest.map(each -> "Did you mean " + each + "?");
        }
        if (!option) {
            return Optional.empty();
        }
        return takesQuery(command)
                ? Optional.of("A query that begins with a dash stands behind --, such as: -- " + word)
                : Optional.empty();
    }

    private static boolean takesQuery(CommandLine command) {
        List<CommandLine.Model.PositionalParamSpec> parameters =
                command.getCommandSpec().positionalParameters();
        return parameters.stream().anyMatch(each -> each.paramLabel().equals("QUERY"));
    }

    private static boolean exists(String word) {
        try {
            return Files.exists(Path.of(word));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }
}
