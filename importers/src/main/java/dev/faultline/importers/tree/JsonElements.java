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

    /** So many broken documents are passed over; a file that has more is no JSON. */
    private static final int MOST_BROKEN = 1_000;

    private final EventSink sink;
    private final Set<String> paths;
    private final Taker taker;
    /** Where the token or element in hand begins: in the stream, in the original and as a line. */
    private long start;

    private long startOffset;
    private long startLine = 1;

    /** Gives the objects in the arrays at these paths, {@code []} at their end, to the taker. */
    public JsonElements(EventSink sink, Set<String> paths, Taker taker) {
        this.sink = sink;
        this.paths = paths;
        this.taker = taker;
    }

    /**
     * Reads all of the input. Behind a document that is broken it goes on with the next line that begins one: what people
     * and tools write pretty begins in the first column, and what is in it does not.
     */
    public void read(Input input) throws IOException {
        ReplayedStream stream = new ReplayedStream(input.stream());
        long line = 1;
        boolean inList = false;
        int passed = 0;
        while (true) {
            long base = stream.position() - (inList ? 1 : 0);
            List<String> open = new ArrayList<>();
            try (JsonTree tree = new JsonTree(
                    inList ? stream.within('[') : stream,
                    position -> input.originalOffset(base + position),
                    line,
                    Limits.JSON_DEPTH)) {
                BadJson broken = documents(tree, open);
                if (broken == null) {
                    return;
                }
                reject(tree, broken, passed);
                inList = open.equals(List.of("[]"));
                line = broken.code() == IssueCode.TRUNCATED || passed >= MOST_BROKEN
                        ? 0
                        : stream.nextDocument(base + start, base + tree.position(), startLine, tree.endLine());
            }
            passed++;
            if (line == 0 || sink.cancelled()) {
                return;
            }
        }
    }

    private void reject(JsonTree tree, BadJson broken, int passed) {
        String rest = passed < MOST_BROKEN ? "" : "; " + passed + " were broken before, the rest is not read";
        sink.reject(broken.code(), broken.getMessage() + rest, startOffset, tree.end() - startOffset, startLine);
    }

    /** Reads until what is no JSON, which is given, or to the end. */
    private @Nullable BadJson documents(JsonTree tree, List<String> open) throws IOException {
        start = 0;
        try {
            JsonToken token = tree.next();
            while (token != null && !sink.cancelled()) {
                start = tree.tokenPosition();
                startOffset = tree.offset();
                startLine = tree.line();
                if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                    open.removeLast();
                } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                    begin(tree, token, open);
                } else if (token != JsonToken.PROPERTY_NAME) {
                    scalar(tree, token, open, startOffset, startLine);
                }
                token = tree.next();
            }
            return null;
        } catch (BadJson broken) {
            return broken;
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
