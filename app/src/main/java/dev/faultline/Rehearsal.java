package dev.faultline;

import dev.faultline.cli.CommandLineInterface;
import dev.faultline.host.Folders;
import dev.faultline.host.ProgramLog;
import dev.faultline.host.RunningInstance;
import dev.faultline.workbench.Screenshots;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

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

    private static final List<String> SCREEN = List.of(
            "com/sun/glass/ui/",
            "com/sun/prism/es2/",
            "com/sun/prism/impl/ps/",
            "com/sun/prism/ps/",
            "com/sun/javafx/iio/",
            "com/sun/javafx/image/",
            "com/sun/javafx/application/",
            "com/sun/javafx/tk/quantum/",
            "com/sun/javafx/util/");

    private static final List<String> PROGRAM = List.of(
            "dev/faultline/Main",
            "dev/faultline/host/",
            "dev/faultline/workbench/FirstFrame",
            "dev/faultline/workbench/Workbench");

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
        screen();
        Screenshots.main(new String[] {opened, folder.resolve("pictures").toString(), "views"});
    }

    /** What draws on a real screen is named only, as there may be none here. */
    private static void screen() throws IOException, URISyntaxException, ClassNotFoundException {
        // By its name: only the workbench knows JavaFX.
        named(Class.forName("javafx.stage.Stage", false, Rehearsal.class.getClassLoader()), SCREEN);
        named(Main.class, PROGRAM);
    }

    /** Loads the classes of the jar of {@code one} whose names begin so, without running anything of theirs. */
    private static void named(Class<?> one, List<String> beginnings)
            throws IOException, URISyntaxException, ClassNotFoundException {
        Path jar =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> names;
        try (JarFile classes = new JarFile(jar.toFile())) {
            names = classes.stream()
                    .map(JarEntry::getName)
                    .filter(name ->
                            name.endsWith(".class") && beginnings.stream().anyMatch(name::startsWith))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
        for (String name : names) {
            Class.forName(name, false, one.getClassLoader());
        }
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
