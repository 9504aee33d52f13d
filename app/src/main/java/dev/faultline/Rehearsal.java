package dev.faultline;

import dev.faultline.cli.CommandLineInterface;
import dev.faultline.host.Folders;
import dev.faultline.host.ProgramLog;
import dev.faultline.host.RunningInstance;
import dev.faultline.workbench.Screenshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Does once what starts have in common, so that an AOT cache knows its classes: {@code Rehearsal SAMPLE FOLDER [commands]}. The commands
 * first, then, unless only they are wanted, the way to the window and the views. Nothing outside of the folder is touched.
 */
final class Rehearsal {
    private static final List<String> COMMANDS = List.of(
            "sources",
            "search",
            "patterns",
            "traces",
            "snapshots",
            "variables",
            "timeline",
            "gaps",
            "suspects",
            "check");

    private Rehearsal() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        String opened = folder.resolve("case").toString();
        command("import", "--case", opened, arguments[0]);
        for (String asked : COMMANDS) {
            command(asked, "--case", opened);
        }
        command("search", "--case", opened, "severity:>=error AND \"order\"", "--json");
        command("histogram", "--case", opened, "--interval", "10s");
        command("facets", "--case", opened, "service");
        command("playbook", "match", "--case", opened);
        if (arguments.length > 2) {
            return;
        }
        window(folder.resolve("run"));
        Screenshots.main(new String[] {opened, folder.resolve("pictures").toString(), "views"});
    }

    private static void command(String... words) {
        int code = CommandLineInterface.run(words);
        if (code != 0) {
            throw new IllegalStateException(words[0] + " ended with " + code);
        }
    }

    private static void window(Path runtime) throws IOException {
        CommandLineInterface.isCommand(new String[] {"none"});
        RunningInstance.Start start =
                RunningInstance.start(runtime, Folders.ofThisUser().screen(), List.of(), paths -> {});
        if (start instanceof RunningInstance.Start.First first) {
            first.instance().close();
        }
        ProgramLog.start(runtime);
    }
}
