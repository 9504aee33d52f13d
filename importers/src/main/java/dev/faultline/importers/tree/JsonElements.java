package dev.faultline.importers.tree;

import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * The elements of named arrays in one or many JSON documents, such as {@code hits.hits[]}, one after the other as trees;
 * everything else is read over. So a document may be larger than memory as long as its elements are not.
 */
public final class JsonElements {
    /** Takes one element. */
    @FunctionalInterface
    public interface Taker {
        /** The element, and the path of the array that it is in. */
        void take(Json.Members element, String path);
    }

    private final EventSink sink;
    private final Set<String> paths;
    private final Taker taker;

    /** Gives the objects in the arrays at these paths, {@code []} at their end, to the taker. */
    public JsonElements(EventSink sink, Set<String> paths, Taker taker) {
        this.sink = sink;
        this.paths = paths;
        this.taker = taker;
    }

    /** Reads all of the input. */
    public void read(Input input) throws IOException {
        long start = 0;
        long line = 1;
        try (JsonTree tree = new JsonTree(input.stream(), input::originalOffset, 1, Limits.JSON_DEPTH)) {
            try {
                List<String> open = new ArrayList<>();
                JsonToken token = tree.next();
                while (token != null && !sink.cancelled()) {
                    start = tree.offset();
                    line = tree.line();
                    if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                        open.removeLast();
                    } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                        begin(tree, token, open);
                    } else if (token != JsonToken.PROPERTY_NAME) {
                        scalar(tree, token, open, start, line);
                    }
                    token = tree.next();
                }
            } catch (BadJson broken) {
                sink.reject(broken.code(), String.valueOf(broken.getMessage()), start, tree.end() - start, line);
            }
        }
    }

    private void begin(JsonTree tree, JsonToken token, List<String> open) throws IOException, BadJson {
        boolean object = token == JsonToken.START_OBJECT;
        String outer = open.isEmpty() ? "" : open.getLast();
        if (object && paths.contains(outer)) {
            element(tree, outer);
            return;
        }
        String path = path(outer, tree.name()) + (object ? "" : "[]");
        if (leads(path)) {
            open.add(path);
        } else {
            tree.skip();
        }
    }

    private void element(JsonTree tree, String path) throws IOException, BadJson {
        Json value = tree.value();
        if (value instanceof Json.Members element) {
            if (tree.wasCut()) {
                sink.report(
                        IssueCode.TOO_DEEP,
                        "nested deeper, or larger, than is kept; marked …cut",
                        element.span().offset(),
                        element.span().line());
            }
            taker.take(element, path);
        }
    }

    /** Something else than an object where a record should be. */
    private void scalar(JsonTree tree, JsonToken token, List<String> open, long start, long line) {
        boolean record = open.isEmpty() || paths.contains(open.getLast());
        if (record) {
            sink.reject(
                    IssueCode.NOT_A_RECORD,
                    "not a JSON object but " + token.name().toLowerCase(java.util.Locale.ROOT),
                    start,
                    tree.end() - start,
                    line);
        }
    }

    private boolean leads(String path) {
        for (String wanted : paths) {
            if (wanted.startsWith(path)) {
                return true;
            }
        }
        return false;
    }

    private static String path(String outer, @Nullable String name) {
        if (name == null) {
            return outer;
        }
        return outer.isEmpty() ? name : outer + "." + name;
    }
}
