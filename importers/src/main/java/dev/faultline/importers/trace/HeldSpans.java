package dev.faultline.importers.trace;

import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonText;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spans of a Jaeger trace that wait for its processes: the first few in memory, those beyond in a file of its own. */
final class HeldSpans implements AutoCloseable {
    private static final int MOST_IN_MEMORY = 16_000;
    private static final long BYTES_IN_MEMORY = 16L << 20;

    private final List<JaegerSpan> first = new ArrayList<>();
    private long bytes;
    private long spilled;
    private @Nullable Path file;
    private @Nullable DataOutputStream out;

    void add(JaegerSpan span) throws IOException {
        if (out == null && first.size() < MOST_IN_MEMORY && bytes < BYTES_IN_MEMORY) {
            first.add(span);
            bytes += span.place.length();
            return;
        }
        DataOutputStream to = out;
        if (to == null) {
            Path made = Files.createTempFile("faultline-", ".spans");
            file = made;
            to = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(made), 1 << 16));
            out = to;
        }
        byte[] text = JsonText.of(span.tree()).getBytes(StandardCharsets.UTF_8);
        to.writeLong(span.place.offset());
        to.writeLong(span.place.length());
        to.writeLong(span.place.line());
        to.writeInt(text.length);
        to.write(text);
        spilled++;
    }

    /** Gives all of them to the sink, with these processes, and holds none any more. */
    void give(Json processes, EventSink sink) throws IOException {
        JaegerProcesses known = new JaegerProcesses(processes);
        for (JaegerSpan span : first) {
            known.give(span, sink);
        }
        first.clear();
        bytes = 0;
        Path from = file;
        if (from != null) {
            closeFile();
            try (DataInputStream in =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(from), 1 << 16))) {
                for (; spilled > 0 && !sink.cancelled(); spilled--) {
                    give(in, processes, sink);
                }
            }
            close();
        }
    }

    private static void give(DataInputStream in, Json processes, EventSink sink) throws IOException {
        Json.Span place = new Json.Span(in.readLong(), in.readLong(), in.readLong());
        byte[] text = in.readNBytes(in.readInt());
        try (JsonTree tree = new JsonTree(new ByteArrayInputStream(text), position -> position, 1, Limits.JSON_DEPTH)) {
            tree.next();
            if (tree.value() instanceof Json.Members span) {
                Jaeger.span(new Json.Members(span.values(), place), processes, sink);
            }
        } catch (BadJson broken) {
            String detail = String.valueOf(broken.getMessage());
            sink.reject(IssueCode.BAD_JSON, detail, place.offset(), place.length(), place.line());
        }
    }

    private void closeFile() throws IOException {
        DataOutputStream open = out;
        if (open != null) {
            open.close();
            out = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeFile();
        Path made = file;
        if (made != null) {
            file = null;
            Files.deleteIfExists(made);
        }
    }
}
