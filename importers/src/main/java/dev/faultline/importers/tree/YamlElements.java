package dev.faultline.importers.tree;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.Lines;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The documents of a YAML source one after the other as trees, and instead of a list, as {@code kubectl} prints it, the
 * elements of its {@code items}. Cut at lines by their indentation, which nothing within an element can fall below, so
 * a list may be larger than memory as long as its elements are not, and one that is broken costs only itself.
 */
public final class YamlElements {
    private static final Pattern KEY = Pattern.compile("(?:- )?[A-Za-z_][\\w.-]{0,60}:(?: .*)?");
    private static final Pattern ITEMS = Pattern.compile("items:\\s*(?:#.*)?");

    private final EventSink sink;
    private final Consumer<Json.Members> taker;
    private final StringBuilder part = new StringBuilder();
    private long offset;
    private long length;
    private long line;
    private boolean tooLarge;
    /** Whether this part is an element of a list; what stands around the elements says nothing. */
    private boolean element;

    private boolean list;
    /** The column of the elements' dashes; -1 before the first. */
    private int dashes = -1;

    /** Gives the objects to the taker. */
    public YamlElements(EventSink sink, Consumer<Json.Members> taker) {
        this.sink = sink;
        this.taker = taker;
    }

    /** Whether the head begins with a name and a colon, as a document that is an object, or a list of such, does. */
    public static boolean looksLikeYaml(Head head) {
        return !head.binary()
                && head.text()
                        .lines()
                        .map(String::stripTrailing)
                        .filter(each -> !each.isEmpty() && !each.startsWith("#") && !isMark(each))
                        .findFirst()
                        .filter(first -> KEY.matcher(first).matches())
                        .isPresent();
    }

    /** Reads all of the input. */
    public void read(Input input) throws IOException {
        Lines lines = input.lines(sink);
        while (lines.next() && !sink.cancelled()) {
            take(lines.line());
        }
        give();
    }

    private void take(Line next) {
        String text = new String(next.buffer, next.from, next.to - next.from, StandardCharsets.UTF_8).stripTrailing();
        if (isMark(text)) {
            give();
            list = false;
            dashes = -1;
            element = false;
        } else if (text.isBlank() || text.startsWith("#")) {
            append(next, text);
        } else {
            cut(text);
            append(next, text);
        }
    }

    /** Ends the part where this line begins another one. */
    private void cut(String text) {
        int column = indentation(text);
        boolean dash = text.startsWith("-", column) && (text.length() == column + 1 || text.charAt(column + 1) == ' ');
        if (!list && (ITEMS.matcher(text).matches() || dash && column == 0 && part.isEmpty())) {
            list = true;
            dashes = dash ? 0 : -1;
        } else if (list && dashes < 0 && dash) {
            dashes = column;
        }
        if (!list || dashes < 0) {
            return;
        }
        if (dash && column == dashes) {
            give();
            element = true;
        } else if (column <= dashes) {
            give();
            element = false;
            dashes = Integer.MAX_VALUE;
        }
    }

    private void append(Line next, String text) {
        boolean empty = part.isEmpty();
        if (empty && (text.isBlank() || text.startsWith("#"))) {
            return;
        }
        if (empty) {
            offset = next.offset;
            line = next.number;
            tooLarge = false;
        }
        length = next.offset - offset + Math.max(0, next.length - (next.end - next.to));
        tooLarge |= next.cut || part.length() > Limits.RECORD;
        if (!tooLarge) {
            part.append(text).append('\n');
        }
    }

    private void give() {
        boolean heading = list && !element;
        if (!part.isEmpty() && !heading) {
            Json.Span place = new Json.Span(offset, length, line);
            if (tooLarge) {
                sink.reject(IssueCode.LINE_TOO_LONG, "the object is too large", offset, length, line);
            } else {
                parse(part.toString(), place);
            }
        }
        part.setLength(0);
    }

    private void parse(String text, Json.Span place) {
        try {
            YamlTree.Read read = YamlTree.read(text, place);
            Json value = element ? read.value().items().stream().findFirst().orElse(Json.Nothing.ABSENT) : read.value();
            if (value instanceof Json.Members object) {
                if (read.cut()) {
                    String detail = "an alias, or nested deeper than is kept; marked …cut";
                    sink.report(IssueCode.TOO_DEEP, detail, place.offset(), place.line());
                }
                taker.accept(object);
            } else {
                sink.reject(IssueCode.NOT_A_RECORD, "no object", place.offset(), place.length(), place.line());
            }
        } catch (BadJson broken) {
            sink.reject(
                    broken.code(), String.valueOf(broken.getMessage()), place.offset(), place.length(), place.line());
        }
    }

    private static boolean isMark(String text) {
        return text.equals("---") || text.equals("...") || text.startsWith("--- #");
    }

    private static int indentation(String text) {
        int column = 0;
        while (column < text.length() && text.charAt(column) == ' ') {
            column++;
        }
        return column;
    }
}
