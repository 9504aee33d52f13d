package dev.faultline.otlp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.faultline.text.SafeText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One export request: who asks and what for is settled before its body is read. */
final class ExportHandler implements HttpHandler {
    private static final int PATIENCE_SECONDS = 60;
    /** Bytes of each request that is being sent; of the rest only few requests at a time are in memory. */
    private static final int BEGINNING = 32 << 10;

    /** So many requests of at most 4 MB are in memory at a time. */
    private final Semaphore bodies = new Semaphore(10);

    private final Intake intake;
    private final byte[] token;
    private final Set<String> hosts;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    ExportHandler(Intake intake, String token, int port) {
        this.intake = intake;
        this.token = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.hosts = Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port, "localhost", "127.0.0.1");
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getRequestHeaders();
            @Nullable
            Encoding encoding = Encoding.of(headers.getFirst("Content-Type")).orElse(null);
            try {
                take(exchange, headers, encoding);
                taken.incrementAndGet();
                answer(exchange, 200, encoding, "");
            } catch (Refusal refusal) {
                refused.incrementAndGet();
                answer(exchange, refusal.status(), encoding, String.valueOf(refusal.getMessage()));
            }
        }
    }

    /** Requests that are part of the case. */
    long taken() {
        return taken.get();
    }

    long refused() {
        return refused.get();
    }

    private void take(HttpExchange exchange, Headers headers, @Nullable Encoding encoding) throws IOException, Refusal {
        String host = headers.getFirst("Host");
        if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT)) || headers.containsKey("Origin")) {
            // A page in a browser that found a name for this address.
            throw new Refusal(403, "only programs on this machine may send here");
        }
        String given = headers.getFirst("Authorization");
        if (given == null || !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token)) {
            throw new Refusal(401, "the header \"Authorization: Bearer TOKEN\" is missing or wrong");
        }
        Signal signal = Signal.of(exchange.getRequestURI().getPath())
                .orElseThrow(() -> new Refusal(404, "there are /v1/traces, /v1/logs and /v1/metrics"));
        if (!exchange.getRequestMethod().equals("POST")) {
            throw new Refusal(405, "only POST");
        }
        if (encoding == null) {
            throw new Refusal(415, "Content-Type is application/x-protobuf or application/json");
        }
        // Who sends slowly keeps nobody else waiting: most requests are here as a whole before they take a place.
        Body.requireFitting(headers.getFirst("Content-Length"));
        InputStream rest = exchange.getRequestBody();
        byte[] beginning = rest.readNBytes(BEGINNING);
        try {
            if (!bodies.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Refusal(503, "too many requests at a time; send it again");
            }
        } catch (InterruptedException stopped) {
            throw stopping();
        }
        try {
            body(new SequenceInputStream(new ByteArrayInputStream(beginning), rest), headers, signal, encoding);
        } finally {
            bodies.release();
        }
    }

    private void body(InputStream in, Headers headers, Signal signal, Encoding encoding) throws IOException, Refusal {
        byte[] body = Body.read(in, headers.getFirst("Content-Encoding"));
        String problem = RequestShape.problem(signal, encoding, body).orElse(null);
        if (problem != null) {
            throw new Refusal(400, problem);
        }
        if (!RequestShape.isEmpty(encoding, body)) {
            bring(new Spools.Stream(signal, encoding), encoding.record(body));
        }
    }

    /** Answers wait for the commit. */
    private void bring(Spools.Stream stream, byte[] record) throws Refusal {
        try {
            intake.take(stream, record).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw new Refusal(503, "it could not be kept: " + failure.getCause());
        } catch (TimeoutException slow) {
            throw new Refusal(503, "the case is busy; send it again");
        } catch (InterruptedException stopped) {
            throw stopping();
        }
    }

    private static Refusal stopping() {
        Thread.currentThread().interrupt();
        return new Refusal(503, "the receiver is stopping; send it again");
    }

    private static void answer(HttpExchange exchange, int status, @Nullable Encoding encoding, String message)
            throws IOException {
        boolean protobuf = encoding == Encoding.PROTOBUF;
        byte[] body = protobuf ? protobufStatus(message) : jsonStatus(message);
        exchange.getResponseHeaders()
                .set("Content-Type", protobuf ? Encoding.PROTOBUF.mediaType() : Encoding.JSON.mediaType());
        if (status == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        }
        if (status == 503) {
            exchange.getResponseHeaders().set("Retry-After", "5");
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    /** An empty response of an export, or google.rpc.Status. */
    private static byte[] jsonStatus(String message) {
        String safe = SafeText.line(message).replace("\\", "\\\\").replace("\"", "\\\"");
        return (message.isEmpty() ? "{}" : "{\"message\":\"" + safe + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] protobufStatus(String message) {
        byte[] text = SafeText.line(message).getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, 127);
        byte[] status = new byte[length == 0 ? 0 : length + 2];
        if (length > 0) {
            status[0] = 0x12;
            status[1] = (byte) length;
            System.arraycopy(text, 0, status, 2, length);
        }
        return status;
    }
}
