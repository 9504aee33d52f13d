package dev.faultline.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.TimeRange;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.Search;
import dev.faultline.store.Case;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiverTest {
    private static final String JSON = "application/json";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TempDir
    Path folder;

    private Case target;
    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        target = Case.create(folder.resolve("case"), "live");
        receiver = Receiver.start(target, 0, "tk");
    }

    @AfterEach
    void stop() throws IOException {
        receiver.close();
        target.close();
    }

    /** As a person's pretty-printer leaves it. */
    private static String log(int number) {
        return """
                {
                  "resourceLogs": [{
                    "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "cart"}}]},
                    "scopeLogs": [{"scope": {}, "logRecords": [
                      {"timeUnixNano": "17727049210000000%02d", "severityNumber": 17, "body": {"stringValue": "needle %d"}}
                    ]}]
                  }]
                }
                """.formatted(number, number);
    }

    private static String span() {
        return """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}}]},\
                "scopeSpans":[{"scope":{},"spans":[{"traceId":"%s","spanId":"00f067aa0ba902b7","name":"add",\
                "startTimeUnixNano":"1772704921000000000","endTimeUnixNano":"1772704921500000000"}]}]}]}
                """.formatted(TRACE);
    }

    /** A request of one log record of the service cart, by the wire format. */
    private static byte[] protobufLog() {
        String record = "09" + "00e40b540200009a" + "1009" + "2a080a066e6565646c65";
        String scope = "0a00" + "12" + length(record) + record;
        String attribute = "0a0c" + hex("service.name") + "1206" + "0a04" + hex("cart");
        String resource = "0a" + length(attribute) + attribute;
        String all = "0a" + length(resource) + resource + "12" + length(scope) + scope;
        return HexFormat.of().parseHex("0a" + length(all) + all);
    }

    private static String length(String hex) {
        return String.format("%02x", hex.length() / 2);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path, String type, byte[] body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.port() + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    private int post(String path, String type, byte[] body) throws IOException {
        return send(request(path, type, body)
                        .header("Authorization", "Bearer tk")
                        .build())
                .statusCode();
    }

    private int post(String path, String json) throws IOException {
        return post(path, JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    private long count(String query) throws IOException {
        try {
            return Search.run(target.reader(), QueryParser.parse(query), TimeRange.ALL, () -> false)
                    .count();
        } catch (QuerySyntaxException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    @Test
    void holdsWhatItAcknowledged() throws IOException {
        assertThat(post("/v1/logs", log(1))).isEqualTo(200);
        assertThat(count("service:cart AND needle")).isEqualTo(1);
        assertThat(post("/v1/logs", log(2))).isEqualTo(200);
        assertThat(count("needle")).isEqualTo(2);
        assertThat(post("/v1/traces", span())).isEqualTo(200);
        assertThat(count("trace_id:" + TRACE)).isEqualTo(1);
        assertThat(target.reader().sources()).hasSize(2);
    }

    @Test
    void readsProtobufAndGzip() throws IOException {
        assertThat(post("/v1/logs", "application/x-protobuf", protobufLog())).isEqualTo(200);
        assertThat(post("/v1/logs", "application/x-protobuf", protobufLog())).isEqualTo(200);
        assertThat(count("service:cart AND needle")).isEqualTo(2);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(log(3).getBytes(StandardCharsets.UTF_8));
        }
        HttpRequest request = request("/v1/logs", JSON, packed.toByteArray())
                .header("Authorization", "Bearer tk")
                .header("Content-Encoding", "gzip")
                .build();
        assertThat(send(request).statusCode()).isEqualTo(200);
        assertThat(count("\"needle 3\"")).isEqualTo(1);
    }

    @Test
    void takesManySendersAtOnce() throws IOException {
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 30; i++) {
                all.add(client.sendAsync(
                        request("/v1/logs", JSON, log(i).getBytes(StandardCharsets.UTF_8))
                                .header("Authorization", "Bearer tk")
                                .build(),
                        HttpResponse.BodyHandlers.ofString()));
            }
            assertThat(all).allMatch(each -> each.join().statusCode() == 200);
        }
        assertThat(count("needle")).isEqualTo(30);
        assertThat(target.check().problems()).isEmpty();
    }

    @Test
    void asksWhoSendsBeforeItReads() throws IOException {
        HttpResponse<String> response = send(request("/v1/logs", JSON, log(1).getBytes(StandardCharsets.UTF_8))
                .build());
        assertThat(response.statusCode()).isEqualTo(401);
        HttpRequest page = request("/v1/logs", JSON, log(1).getBytes(StandardCharsets.UTF_8))
                .header("Authorization", "Bearer tk")
                .header("Origin", "http://evil.example")
                .build();
        assertThat(send(page).statusCode()).isEqualTo(403);
        try (Socket socket = new Socket("127.0.0.1", receiver.port())) {
            socket.getOutputStream()
                    .write("POST /v1/logs HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 9999\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 403");
        }
        assertThat(count("needle")).isZero();
    }

    @Test
    void refusesABombAndGoesOn() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                gzip.write(zeros);
            }
        }
        HttpRequest bomb = request("/v1/logs", JSON, packed.toByteArray())
                .header("Authorization", "Bearer tk")
                .header("Content-Encoding", "gzip")
                .build();
        assertThat(send(bomb).statusCode()).isEqualTo(413);
        assertThat(post("/v1/logs", log(1))).isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoExport() throws IOException {
        assertThat(post("/v1/logs", "{\"resourceLogs\":[")).isEqualTo(400);
        assertThat(post("/v1/logs", "[".repeat(5_000))).isEqualTo(400);
        assertThat(post("/v1/logs", span())).isEqualTo(400);
        assertThat(post("/v1/logs", "application/x-protobuf", new byte[] {0x0a, 0x7f, 1}))
                .isEqualTo(400);
        assertThat(post("/v1/logs", "text/plain", new byte[] {1})).isEqualTo(415);
        assertThat(post("/v1/other", "{}")).isEqualTo(404);
        assertThat(post("/v1/logs", "{}")).isEqualTo(200);
        assertThat(target.reader().sources()).isEmpty();
    }

    @Test
    void importsWhatAKilledReceiverLeft() throws IOException {
        receiver.close();
        Path left = Files.createDirectories(target.folder().resolve("otlp")).resolve("otlp.logs.x.jsonl");
        Files.writeString(left, log(7).replace('\n', ' ') + "\n");
        receiver = Receiver.start(target, 0, "tk");
        assertThat(count("\"needle 7\"")).isEqualTo(1);
        assertThat(left).doesNotExist();
    }

    @Test
    void whoKnowsTheTokenAndSendsSlowlyKeepsNobodyElseWaiting() throws IOException {
        answersBeside(
                30,
                "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer tk\r\nContent-Type: " + JSON
                        + "\r\nContent-Length: 1000\r\n\r\n{");
    }

    @Test
    void answersWholeRequestsWhileHundredsAreHalfSent() throws IOException {
        answersBeside(200, "POST /v1/logs HTTP/1.1\r\nHost: l");
    }

    /** A whole request is answered while so many senders have sent the beginning of theirs, and nothing more. */
    private void answersBeside(int senders, String beginning) throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < senders; i++) {
                Socket socket = new Socket("127.0.0.1", receiver.port());
                waiting.add(socket);
                socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            }
            HttpRequest whole = request("/v1/logs", JSON, log(1).getBytes(StandardCharsets.UTF_8))
                    .header("Authorization", "Bearer tk")
                    .timeout(Duration.ofSeconds(8))
                    .build();
            assertThat(send(whole).statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }
}
