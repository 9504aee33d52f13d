package dev.faultline.cli;

import dev.faultline.query.QueryLimitException;
import dev.faultline.store.CaseFormatException;
import dev.faultline.store.CaseInUseException;
import dev.faultline.text.SafeText;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands under one roof, and one way to fail: a sentence and an exit code, never a stack trace. */
public final class CommandLineInterface {
    private static final List<Class<?>> COMMANDS = List.of(
            ImportCommand.class,
            SourcesCommand.class,
            SearchCommand.class,
            HistogramCommand.class,
            FacetsCommand.class,
            PatternsCommand.class,
            TracesCommand.class,
            TraceCommand.class,
            SnapshotsCommand.class,
            SnapshotCommand.class,
            LinksCommand.class,
            VariablesCommand.class,
            ChangesCommand.class,
            TimelineCommand.class,
            IntervalsCommand.class,
            GapsCommand.class,
            SuspectsCommand.class,
            CompareCommand.class,
            VerifyCommand.class,
            StatsCommand.class,
            PinCommand.class,
            NoteCommand.class,
            HypothesisCommand.class,
            IncidentCommand.class,
            BoardCommand.class,
            McpCommand.class,
            OtlpCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            BundleCommand.class,
            CheckCommand.class,
            PlaybookCommand.class,
            ClocksCommand.class,
            FormatsCommand.class,
            DoctorCommand.class,
            QueriesCommand.class,
            UserRegexCommand.class,
            CommandLine.HelpCommand.class);

    private CommandLineInterface() {}

    /** What stands above all commands. */
    @Command(
            name = "faultline",
            description =
                    "Incident forensics: evidence from any tool on one timeline. Without a command it opens the window.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    private static final class Root {}

    /** Whether these words are for the command line; otherwise they name a case and files for the window. */
    public static boolean isCommand(String[] arguments) {
        if (arguments.length == 0) {
            return false;
        }
        // A word that is neither is most likely a command misspelt, and is told so.
        return arguments[0].startsWith("-") || command(arguments[0]).isPresent() || isMissing(arguments[0]);
    }

    private static boolean isMissing(String argument) {
        try {
            return !Files.exists(Path.of(argument));
        } catch (InvalidPathException noPath) {
            return true;
        }
    }

    /** Runs one command and returns its exit code. */
    public static int run(String... arguments) {
        // JSON is UTF-8 whatever the locale says, and a person's terminal has been for decades.
        System.setOut(utf8(new StandardOutput()));
        System.setErr(utf8(new FileOutputStream(FileDescriptor.err)));
        // A script that reads 400,000 on one machine shall not read 400.000 on the next.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        try {
            int exit = execute(arguments);
            // Buffered: what is not flushed nobody sees.
            System.out.flush();
            return exit;
        } catch (StandardOutput.Undelivered undelivered) {
            return report(undelivered);
        } catch (OutOfMemoryError full) {
            System.err.println("faultline: " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB of memory are too little for this answer; nothing is lost. Ask for less, or give more with"
                    + " FAULTLINE_JAVA_OPTIONS=-Xmx4g");
            return ExitCode.CASE;
        } catch (Error broken) {
            // The machine itself would print it only after the streams below were flushed for the last time.
            System.err.println(
                    "faultline: a mistake of Faultline or a broken installation: " + SafeText.line(broken.toString())
                            + "; nothing that was stored is lost. Please report it with this:");
            broken.printStackTrace();
            return ExitCode.CASE;
        } finally {
            System.err.flush();
        }
    }

    private static PrintStream utf8(OutputStream to) {
        return new PrintStream(new BufferedOutputStream(to, 1 << 16), false, StandardCharsets.UTF_8);
    }

    /** Runs one command on the standard streams as they are. */
    static int execute(String... arguments) {
        if (arguments.length > 0 && namesNoFile(arguments[0])) {
            System.err.println("faultline: there is no file or folder "
                    + SafeText.line(arguments[0])
                    + ". faultline FILE… opens files that exist; faultline help lists the commands.");
            return ExitCode.UNREADABLE;
        }
        return commandLine(arguments).execute(arguments);
    }

    /** A word with a dot or a slash was meant as a file, any other as a command. */
    private static boolean namesNoFile(String argument) {
        boolean path = argument.indexOf('.') >= 0 || argument.indexOf('/') >= 0 || argument.indexOf('\\') >= 0;
        return path && !argument.startsWith("-") && isMissing(argument);
    }

    private static Optional<Class<?>> command(String name) {
        return COMMANDS.stream()
                .filter(command -> command.getAnnotation(Command.class).name().equals(name))
                .findFirst();
    }

    /** Looks into the command that is named and into no other: looking into all of them takes longer than most run. */
    static CommandLine commandLine(String... arguments) {
        CommandLine commandLine = new CommandLine(new Root());
        List<Class<?>> asked = arguments.length == 0
                ? COMMANDS
                : command(arguments[0])
                        .filter(command -> !command.equals(CommandLine.HelpCommand.class))
                        .map(List::<Class<?>>of)
                        .orElse(COMMANDS);
        asked.forEach(commandLine::addSubcommand);
        commandLine.getSubcommands().values().forEach(CommandLineInterface::configure);
        configure(commandLine);
        return commandLine;
    }

    private static void configure(CommandLine commandLine) {
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(new WrongUsage());
        PlainArguments.register(commandLine);
        commandLine.setExecutionExceptionHandler((problem, command, parsed) -> report(problem));
        withHelp(commandLine);
    }

    /** Whoever asks for help gets it, also of commands whose options say nothing of it. */
    private static void withHelp(CommandLine commandLine) {
        CommandLine.Model.CommandSpec command = commandLine.getCommandSpec();
        if (command.findOption("--help") == null) {
            command.mixinStandardHelpOptions(true);
        }
        commandLine.getSubcommands().values().forEach(CommandLineInterface::withHelp);
    }

    private static int report(Throwable problem) {
        if (problem instanceof StandardOutput.Undelivered undelivered && undelivered.isReaderGone()) {
            return ExitCode.DONE;
        }
        String message = problem.getMessage() == null ? problem.toString() : problem.getMessage();
        System.err.println("faultline: " + SafeText.block(message));
        return switch (problem) {
            case CommandException known -> known.exitCode();
            case QueryLimitException tooMuch -> ExitCode.USAGE;
            case CaseInUseException inUse -> ExitCode.CASE;
            case CaseFormatException noCase -> ExitCode.CASE;
            case IOException unreadable -> ExitCode.UNREADABLE;
            case UncheckedIOException unreadable -> ExitCode.UNREADABLE;
            case StandardOutput.Undelivered undelivered -> ExitCode.UNREADABLE;
            default -> ExitCode.CASE;
        };
    }
}
