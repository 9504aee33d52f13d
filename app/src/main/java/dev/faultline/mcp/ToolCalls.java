package dev.faultline.mcp;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.Arguments;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.text.SafeText;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Runs our tools for the SDK: what goes wrong becomes an answer in words, never a stack trace. */
final class ToolCalls {
    private static final long MOST_NANOS = 30_000_000_000L;

    private final ServedCase served;

    ToolCalls(ServedCase served) {
        this.served = served;
    }

    SyncToolSpecification specification(Tool tool) {
        McpSchema.ToolAnnotations annotations = McpSchema.ToolAnnotations.builder()
                .readOnlyHint(tool.readsOnly())
                .destructiveHint(false)
                .openWorldHint(false)
                .build();
        McpSchema.Tool described = McpSchema.Tool.builder(tool.name(), Parameter.schema(tool.parameters()))
                .description(tool.description())
                .annotations(annotations)
                .build();
        return new SyncToolSpecification(described, (context, request) -> call(tool, request.arguments()));
    }

    private McpSchema.CallToolResult call(Tool tool, Map<String, Object> given) {
        try {
            Arguments arguments = Arguments.of(tool.parameters(), given == null ? Map.of() : given);
            long deadline = System.nanoTime() + MOST_NANOS;
            BooleanSupplier cancelled = () ->
                    System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted();
            Answer answer = tool.answer(new Question(served.reader(), arguments, cancelled, served));
            return result(Reply.of(answer));
        } catch (ToolException wrong) {
            return failure(String.valueOf(wrong.getMessage()));
        } catch (CancellationException tooLong) {
            return failure("this took longer than " + MOST_NANOS / 1_000_000_000L
                    + " seconds; ask about less: a narrower window or query");
        } catch (IOException | UncheckedIOException unreadable) {
            return failure("the case cannot be read: " + unreadable.getMessage());
        } catch (RuntimeException | StackOverflowError stumbled) {
            return failure("this question could not be answered: " + stumbled);
        }
    }

    private static McpSchema.CallToolResult result(Reply reply) {
        return McpSchema.CallToolResult.builder(
                        List.of(McpSchema.TextContent.builder(reply.json()).build()))
                .structuredContent(reply.content())
                .isError(false)
                .build();
    }

    private static McpSchema.CallToolResult failure(String message) {
        String text = message.length() > 2_000 ? message.substring(0, 2_000) + "…" : message;
        return McpSchema.CallToolResult.builder(List.of(
                        McpSchema.TextContent.builder(SafeText.block(text)).build()))
                .isError(true)
                .build();
    }
}
