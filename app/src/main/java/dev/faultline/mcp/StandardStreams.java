package dev.faultline.mcp;

import dev.faultline.text.SafeText;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The protocol on two streams, one message a line, one after the other. Every request is answered, also one that comes
 * before the client has introduced itself; a line that is none is answered with an error and passed over. The SDK's own
 * transport would leave both without an answer, and reads lines of any length.
 */
final class StandardStreams implements McpStatelessServerTransport {
    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int INTERNAL_ERROR = -32603;
    private static final int LONGEST_REPLY = 1_000_000;

    private final MessageLines in;
    private final OutputStream out;
    private final McpJsonMapper mapper;
    private final Consumer<McpSchema.JSONRPCRequest> witness;
    private @Nullable McpStatelessServerHandler handler;

    /** The witness sees every request before it is answered. */
    StandardStreams(
            InputStream in, OutputStream out, McpJsonMapper mapper, Consumer<McpSchema.JSONRPCRequest> witness) {
        this.in = new MessageLines(in);
        this.out = out;
        this.mapper = mapper;
        this.witness = witness;
    }

    @Override
    public void setMcpHandler(McpStatelessServerHandler given) {
        handler = given;
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2024_11_05,
                ProtocolVersions.MCP_2025_03_26,
                ProtocolVersions.MCP_2025_06_18,
                ProtocolVersions.MCP_2025_11_25);
    }

    /** Answers until the stream ends. */
    void serve() throws IOException {
        Optional<String> line = in.next();
        while (line.isPresent()) {
            if (!line.get().isBlank()) {
                String answer = answer(line.get());
                if (answer != null) {
                    send(answer);
                }
            }
            line = in.next();
        }
    }

    private @Nullable String answer(String line) throws IOException {
        McpSchema.JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(mapper, line);
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            boolean json = line.startsWith("{") && line.endsWith("}") || line.startsWith("[") && line.endsWith("]");
            return refusal(
                    json ? INVALID_REQUEST : PARSE_ERROR,
                    json ? "not a JSON-RPC 2.0 request" : "not JSON, or too long or too deep");
        }
        return switch (message) {
            case McpSchema.JSONRPCRequest request -> bounded(request);
            case McpSchema.JSONRPCNotification notification -> {
                notice(notification);
                yield null;
            }
            // The server asks nothing, so no answer is expected.
            default -> null;
        };
    }

    private String bounded(McpSchema.JSONRPCRequest request) throws IOException {
        Object id = request.id();
        if (!(id instanceof String || id instanceof Number)
                || String.valueOf(id).length() > 1_000) {
            return refusal(INVALID_REQUEST, "the id of a request must be a text or a number");
        }
        String json = safe(mapper.writeValueAsString(answer(request, id)));
        return json.getBytes(StandardCharsets.UTF_8).length <= LONGEST_REPLY
                ? json
                : safe(mapper.writeValueAsString(
                        error(id, INTERNAL_ERROR, "the answer is larger than 1 MB; ask for less")));
    }

    private JSONRPCResponse answer(McpSchema.JSONRPCRequest request, Object id) {
        try {
            witness.accept(request);
            JSONRPCResponse response =
                    handler().handleRequest(McpTransportContext.EMPTY, request).block();
            return response == null ? error(id, INTERNAL_ERROR, "there is no answer") : response;
        } catch (RuntimeException | StackOverflowError failure) {
            return error(id, INTERNAL_ERROR, "this request could not be answered: " + failure.getMessage());
        }
    }

    private void notice(McpSchema.JSONRPCNotification notification) {
        try {
            handler()
                    .handleNotification(McpTransportContext.EMPTY, notification)
                    .block();
        } catch (RuntimeException unknown) {
            // A notification that nobody knows is passed over, says the protocol.
            return;
        }
    }

    private McpStatelessServerHandler handler() {
        return java.util.Objects.requireNonNull(handler, "the server has not begun");
    }

    private static JSONRPCResponse error(Object id, int code, String message) {
        return new JSONRPCResponse(McpSchema.JSONRPC_VERSION, id, null, new JSONRPCError(code, message));
    }

    /** JSON-RPC wants a null where the id could not be read; the SDK's record has no such thing. */
    private static String refusal(int code, String message) {
        return "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\"}}";
    }

    private void send(String answer) throws IOException {
        out.write(answer.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        out.flush();
    }

    /** What could steer a terminal is written as a JSON escape; it can only stand inside texts. */
    private static String safe(String json) {
        StringBuilder safe = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (SafeText.isUnsafe(c)) {
                safe.append(String.format("\\u%04x", (int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }
}
