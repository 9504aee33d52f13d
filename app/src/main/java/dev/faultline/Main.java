package dev.faultline;

import dev.faultline.cli.CommandLineInterface;

/** Starts the command line or the window. Not an {@code Application}: the launcher refuses one on the class path. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code, or opens the window. */
    public static void main(String[] arguments) {
        if (CommandLineInterface.isCommand(arguments)) {
            System.exit(CommandLineInterface.run(arguments));
        }
        System.err.println("faultline: the window is not here yet");
    }
}
