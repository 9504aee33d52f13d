package dev.faultline.cli;

import dev.faultline.mcp.CaseServer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets an assistant ask the case. */
@Command(
        name = "mcp",
        description =
                "Answers an assistant by the Model Context Protocol on standard input and output. Read-only; opens"
                        + " no connection; every call is kept in the case's audit trail.")
final class McpCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    LibraryOption library = new LibraryOption();

    @Option(
            names = "--allow-notes",
            description = "The assistant may put notes on the board, marked as written by a machine.")
    boolean notes;

    @Override
    public Integer call() throws IOException {
        OutputStream protocol = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        // Whatever else would print must not stand between the messages.
        System.setOut(System.err);
        new CaseServer(target.folder, library::open, notes, Version.text())
                .serve(new BufferedInputStream(System.in), protocol);
        protocol.flush();
        return ExitCode.DONE;
    }
}
