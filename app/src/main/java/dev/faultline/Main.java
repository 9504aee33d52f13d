package dev.faultline;

import dev.faultline.cli.CommandLineInterface;
import dev.faultline.workbench.Workbench;
import java.util.logging.Level;
import java.util.logging.Logger;

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
            Workbench.open(arguments);
        } catch (UnsupportedOperationException noDisplay) {
            System.err.println("faultline: the window cannot open: " + noDisplay.getMessage()
                    + ". On a machine without a display use the commands: faultline help");
            System.exit(1);
        }
    }
}
