package tickets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executors;

/** One service of the ticket shop: storefront, booking or pricing, by its name. */
public final class Tickets {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String name;
    private final int next;
    private final Path out;
    private final Random ids = new Random();

    private Tickets(String name, int next, Path out) {
        this.name = name;
        this.next = next;
        this.out = out;
    }

    public static void main(String[] words) throws IOException {
        Tickets service = new Tickets(words[0], Integer.parseInt(words[2]), Path.of(words[3]));
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[1])), 0);
        server.setExecutor(Executors.newFixedThreadPool(4, task -> new Thread(task, words[0] + "-worker")));
        server.createContext("/", service::handle);
        server.start();
        service.log("INFO", "listening, release " + words[4], "", "", null);
        System.out.println("ready");
    }

    private void handle(HttpExchange exchange) throws IOException {
        Instant start = Instant.now();
        String parent = exchange.getRequestHeaders().getFirst("traceparent");
        String trace = parent == null ? hex(ids.nextLong()) + hex(ids.nextLong()) : parent.substring(3, 35);
        String span = hex(ids.nextLong());
        String query = exchange.getRequestURI().getQuery();
        int status = 200;
        String answer;
        Throwable failure = null;
        try {
            log("INFO", "request " + query, trace, span, null);
            answer = next == 0 ? price(query) : call(query, trace, span);
        } catch (RuntimeException | IOException | InterruptedException problem) {
            failure = problem;
            status = next == 0 ? 500 : 502;
            answer = problem.toString();
            log("ERROR", "request failed " + query, trace, span, problem);
            if (next == 0) {
                snapshot(query, problem, trace, span);
            }
        }
        span(trace, span, parent == null ? "" : parent.substring(36, 52), start, status, query, failure);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String price(String query) {
        return Integer.toString(Pricing.price(value(query, "currency"), Integer.parseInt(value(query, "seats"))));
    }

    private String call(String query, String trace, String span) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + next + "/price?" + query))
                .header("traceparent", "00-" + trace + "-" + span + "-01")
                .build();
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private static String value(String query, String key) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(key + "=")) {
                return pair.substring(key.length() + 1);
            }
        }
        return "";
    }

    private static String hex(long id) {
        return String.format("%016x", id);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + "\"";
    }

    private synchronized void append(String file, String line) throws IOException {
        Files.writeString(out.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void log(String level, String message, String trace, String span, Throwable failure) throws IOException {
        String stack = "";
        if (failure != null) {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            stack = text.toString().stripTrailing();
        }
        String thread = Thread.currentThread().getName();
        String now = Instant.now().toString();
        switch (name) {
            case "storefront" -> append("storefront.log", now + " [" + thread + "] " + level + " tickets.Tickets [trace_id=" + trace
                    + " span_id=" + span + "] - " + message + (stack.isEmpty() ? "" : "\n" + stack));
            case "booking" -> append("booking.ecs.json", "{\"@timestamp\":" + quoted(now) + ",\"log.level\":\"" + level
                    + "\",\"message\":" + quoted(message) + ",\"ecs.version\":\"8.11\",\"service.name\":\"booking\",\"process.thread.name\":"
                    + quoted(thread) + ",\"log.logger\":\"tickets.Tickets\",\"trace.id\":\"" + trace + "\",\"span.id\":\"" + span + "\""
                    + (stack.isEmpty() ? "" : ",\"error.stack_trace\":" + quoted(stack)) + "}");
            default -> {
                String text = now + " " + level + " [" + thread + "] tickets.Tickets [trace_id=" + trace + " span_id=" + span + "] - "
                        + message + (stack.isEmpty() ? "" : "\n" + stack);
                for (String line : text.split("\n")) {
                    append("pricing-json.log", "{\"log\":" + quoted(line + "\n") + ",\"stream\":\"stdout\",\"time\":" + quoted(now) + "}");
                }
            }
        }
    }

    private void span(String trace, String span, String parent, Instant start, int status, String query, Throwable failure)
            throws IOException {
        String event = failure == null ? "" : "{\"timeUnixNano\":\"" + nanos(Instant.now()) + "\",\"name\":\"exception\",\"attributes\":["
                + attribute("exception.type", failure.getClass().getName()) + "," + attribute("exception.message", String.valueOf(failure.getMessage())) + "]}";
        append("traces.otlp.jsonl", "{\"resourceSpans\":[{\"resource\":{\"attributes\":[" + attribute("service.name", name)
                + "]},\"scopeSpans\":[{\"scope\":{\"name\":\"tickets\"},\"spans\":[{\"traceId\":\"" + trace + "\",\"spanId\":\"" + span
                + "\",\"parentSpanId\":\"" + parent + "\",\"name\":\"GET /" + name + "\",\"kind\":2,\"startTimeUnixNano\":\"" + nanos(start)
                + "\",\"endTimeUnixNano\":\"" + nanos(Instant.now()) + "\",\"attributes\":[" + attribute("url.query", query) + ","
                + attribute("currency", value(query, "currency")) + ",{\"key\":\"http.response.status_code\",\"value\":{\"intValue\":\"" + status
                + "\"}}],\"events\":[" + event + "],\"status\":{" + (failure == null ? "" : "\"code\":2") + "}}]}]}]}");
    }

    private static String attribute(String key, String value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":" + quoted(value) + "}}";
    }

    private static String nanos(Instant instant) {
        return instant.getEpochSecond() + String.format("%09d", instant.getNano());
    }

    /** What a debugger would have captured at the line that threw, in the shape of a Datadog snapshot. */
    private void snapshot(String query, Throwable failure, String trace, String span) throws IOException {
        StringBuilder stack = new StringBuilder();
        for (StackTraceElement frame : failure.getStackTrace()) {
            stack.append(stack.isEmpty() ? "" : ",").append("{\"fileName\":").append(quoted(String.valueOf(frame.getFileName())))
                    .append(",\"function\":").append(quoted(frame.getClassName() + "." + frame.getMethodName())).append(",\"lineNumber\":")
                    .append(Math.max(0, frame.getLineNumber())).append("}");
        }
        String currency = value(query, "currency");
        append("pricing-snapshots.jsonl", "{\"service\":\"pricing\",\"ddsource\":\"dd_debugger\",\"message\":\"price currency=" + currency
                + "\",\"dd.trace_id\":\"" + trace + "\",\"timestamp\":" + Instant.now().toEpochMilli() + ",\"debugger\":{\"snapshot\":{\"id\":\""
                + span + "\",\"timestamp\":" + Instant.now().toEpochMilli()
                + ",\"language\":\"java\",\"probe\":{\"id\":\"price\",\"location\":{\"type\":\"tickets.Pricing\",\"method\":\"price\"}},\"captures\":{\"return\":{\"arguments\":{\"currency\":{\"type\":\"java.lang.String\",\"value\":"
                + quoted(currency) + "},\"seats\":{\"type\":\"int\",\"value\":\"" + value(query, "seats")
                + "\"}},\"locals\":{\"rate\":{\"type\":\"java.lang.Integer\",\"isNull\":true}},\"throwable\":{\"type\":"
                + quoted(failure.getClass().getName()) + ",\"message\":" + quoted(String.valueOf(failure.getMessage())) + ",\"stacktrace\":[" + stack
                + "]}}},\"stack\":[" + stack + "]}}}");
    }
}
