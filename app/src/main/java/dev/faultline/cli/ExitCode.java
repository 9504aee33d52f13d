package dev.faultline.cli;

/** What the process says when it ends; part of the command line's contract. */
final class ExitCode {
    static final int DONE = 0;
    /** The answer is "no". */
    static final int NO = 1;

    static final int USAGE = 2;
    /** Done, but some input was rejected. */
    static final int REJECTED = 3;
    /** Input could not be read. */
    static final int UNREADABLE = 4;
    /** The case is damaged or in use. */
    static final int CASE = 5;

    private ExitCode() {}
}
