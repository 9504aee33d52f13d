package dev.faultline.cli;

import dev.faultline.otlp.Receiver;
import dev.faultline.store.Case;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Receives telemetry live. */
@Command(
        name = "otlp",
        description = "Receives OTLP/HTTP (protobuf or JSON, gzip) on the loopback address into the case, until it is"
                + " stopped. A request is answered when it is safe in the case.")
final class OtlpCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Option(names = "--port", paramLabel = "P", defaultValue = "4318", description = "Default 4318; 0 for a free one.")
    int port = 4318;

    @Option(
            names = "--token",
            paramLabel = "T",
            description = "What the sender must give as \"Authorization: Bearer T\"; made up and printed where absent.")
    @Nullable
    String token;

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65_535) {
            throw new CommandException(ExitCode.USAGE, "--port is a number from 0 to 65535");
        }
        if (token != null && token.isBlank()) {
            throw new CommandException(ExitCode.USAGE, "--token must not be empty");
        }
        String wanted = token == null ? Receiver.newToken() : token;
        UntilStopped end = new UntilStopped();
        try (Case into = target.openOrCreate()) {
            try (Receiver receiver = Receiver.start(into, port, wanted)) {
                System.err.println("faultline: receiving on http://127.0.0.1:" + receiver.port()
                        + " /v1/traces /v1/logs /v1/metrics; stop with Ctrl+C");
                if (token == null) {
                    System.err.println("faultline: header Authorization: Bearer " + wanted);
                }
                System.err.flush();
                end.await();
            }
        } finally {
            end.done();
        }
        return ExitCode.DONE;
    }
}
