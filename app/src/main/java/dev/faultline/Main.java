package dev.faultline;

import dev.faultline.cli.CommandLineInterface;
import dev.faultline.host.Folders;
import dev.faultline.host.MacFiles;
import dev.faultline.host.OpenRequests;
import dev.faultline.host.ProgramLog;
import dev.faultline.host.RunningInstance;
import dev.faultline.workbench.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Starts the command line or the window. Not an {@code Application}: the launcher refuses one on the class path. */
public final class Main {
    /** Kept, because the log forgets the level of a logger that nobody holds. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    /** It logs names of foreign refs as they are. */
    private static final Logger JGIT = Logger.getLogger("org.eclipse.jgit");

    private Main() {}

    /** Runs one command and ends the process with its exit code, or opens the window. */
    public static void main(String[] arguments) {
        // Its one warning asks for an incubator module that makes starting slower.
        LUCENE.setLevel(Level.SEVERE);
        JGIT.setLevel(Level.OFF);
        if (CommandLineInterface.isCommand(arguments)) {
            System.exit(CommandLineInterface.run(arguments));
        }
        try {
            window(arguments);
        } catch (UnsupportedOperationException noDisplay) {
            System.err.println("faultline: the window cannot open: " + noDisplay.getMessage()
                    + ". On a machine without a display use the commands: faultline help");
            System.exit(1);
        }
    }
    /** Opens the window, or gives the files to the one that is open. */
    private static void window(String[] arguments) {
        Folders folders = Folders.ofThisUser();
        OpenRequests requests = new OpenRequests();
        List<Path> paths = Stream.of(arguments).map(Path::of).toList();
        RunningInstance.Start start = RunningInstance.start(folders.runtime(), folders.screen(), paths, requests::add);
        if (start instanceof RunningInstance.Start.HandedOver) {
            System.err.println("faultline: the window that is open takes it");
            return;
        }
        ProgramLog.start(folders.logs());
        open(folders, requests, paths);
        if (start instanceof RunningInstance.Start.First first) {
            first.instance().close();
        }
    }

    private static void open(Folders folders, OpenRequests requests, List<Path> paths) {
        MacFiles.listen(folders, requests);
        if (!paths.isEmpty()) {
            requests.add(paths);
        }
        Workbench.open(folders, requests);
    }
}
