package dev.faultline;

/** Starts the command line. Not an {@code Application}: the launcher refuses one on the class path. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.out.println("faultline");
    }
}
