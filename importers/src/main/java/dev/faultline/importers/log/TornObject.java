package dev.faultline.importers.log;

import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An object of a log of JSON lines that goes on over further lines, as Elasticsearch 7 writes its stack traces: a line for
 * each frame. The lines are kept until the object is whole or plainly never will be.
 */
final class TornObject {
    private static final int MOST_LINES = 2_000;
    /** What may stand at the end of a line that goes on. */
    private static final String OPEN_ENDS = ",[{:";
    /** What a later line of an object may begin with. */
    private static final String INNER_STARTS = "\"}],-0123456789tfn[";

    private final List<Line> lines = new ArrayList<>();
    private byte[] bytes = {};
    private int size;
    /** Brackets that are open behind the last line. */
    private int depth;

    private boolean inText;

    boolean isOpen() {
        return !lines.isEmpty();
    }

    /** Whether a line that is no whole object may go on in the next one. */
    static boolean goesOn(byte[] buffer, int from, int to) {
        int last = to;
        while (last > from && buffer[last - 1] <= ' ' && buffer[last - 1] >= 0) {
            last--;
        }
        return last > from && buffer[from] == '{' && OPEN_ENDS.indexOf(buffer[last - 1]) >= 0;
    }

    /** Takes the line if it may be a part of the object. */
    boolean add(Line line) {
        int from = line.from;
        while (from < line.to && line.buffer[from] <= ' ' && line.buffer[from] >= 0) {
            from++;
        }
        boolean inner = lines.isEmpty() || from == line.to || INNER_STARTS.indexOf(line.buffer[from]) >= 0;
        int length = line.end - line.from;
        if (!inner || line.cut || lines.size() == MOST_LINES || size + length > Limits.RECORD) {
            return false;
        }
        Line kept = new Line();
        kept.from = size;
        kept.to = kept.from + line.to - line.from;
        kept.end = kept.from + length;
        kept.offset = line.offset;
        kept.length = line.length;
        kept.number = line.number;
        kept.verbatim = line.verbatim;
        if (kept.end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(kept.end, 2 * size));
        }
        System.arraycopy(line.buffer, line.from, bytes, kept.from, length);
        size = kept.end;
        lines.add(kept);
        follow(kept.from, kept.to);
        return true;
    }

    private void follow(int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '"') {
                inText = !inText;
            } else if (inText) {
                i += b == '\\' ? 1 : 0;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
        }
    }

    /** Whether no bracket is open any more: the object is whole, or never will be. Reading it to see would cost too much. */
    boolean isClosed() {
        return depth <= 0;
    }

    /** Whether the lines taken so far are an object and nothing else. */
    boolean isWhole() {
        Line last = lines.getLast();
        if (last.to == last.from || bytes[last.to - 1] != '}') {
            return false;
        }
        ByteArrayInputStream all = new ByteArrayInputStream(bytes, 0, last.to);
        try (JsonTree tree = new JsonTree(all, position -> position, 1, Limits.JSON_DEPTH)) {
            tree.next();
            return tree.value() instanceof Json.Members && tree.next() == null;
        } catch (BadJson | IOException notYet) {
            return false;
        }
    }

    /** All of them as one line; nothing is held any more. */
    Line join() {
        Line first = lines.getFirst();
        Line last = lines.getLast();
        Line whole = new Line();
        whole.buffer = bytes;
        whole.to = last.to;
        whole.end = last.end;
        whole.offset = first.offset;
        whole.length = Math.toIntExact(last.offset + last.length - first.offset);
        whole.number = first.number;
        whole.verbatim = lines.stream().allMatch(line -> line.verbatim);
        clear();
        return whole;
    }

    /** The lines as they came; nothing is held any more. */
    List<Line> release() {
        List<Line> all = List.copyOf(lines);
        byte[] buffer = bytes;
        all.forEach(line -> line.buffer = buffer);
        clear();
        return all;
    }

    private void clear() {
        lines.clear();
        bytes = new byte[0];
        size = 0;
        depth = 0;
        inText = false;
    }
}
