package dev.faultline.importers.log;

import dev.faultline.importers.runtime.JavaFrames;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.Frame;
import dev.faultline.model.StackTrace;
import dev.faultline.store.EventDraft;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was thrown, of which one logger says the text and another the parts. */
final class JsonThrown {
    /** A frame as Ruby and PHP print it in a list: {@code app/pay.rb:39:in `run'}. */
    private static final Pattern PLACE = Pattern.compile("(.{1,400}?):(\\d{1,9})(?::in [`'](.{1,200})')?");

    private static final Pattern ONE_LINE = Pattern.compile("[A-Za-z_][\\w.]{1,200}: .{0,2000}? {3,6}at \\S");

    private static final List<String> LISTED = List.of("stacktrace", "stack_trace", "error.stack_trace");

    private JsonThrown() {}

    /** Puts what was thrown into the draft, whichever way it is said. */
    static void fill(JsonFields fields, EventDraft draft) {
        String stack = fields.text(JsonNames.STACKS);
        stack = stack == null ? listed(fields) : stack;
        byte[] text = stack == null ? printed(fields) : stack.getBytes(StandardCharsets.UTF_8);
        if (text != null) {
            draft.exceptionText(text, 0, text.length, StackTraces::parse);
            return;
        }
        Json structured = fields.get("exception");
        if (!structured.items().isEmpty()) {
            fields.use("exception");
            draft.exception(structlog(structured));
        } else if (!inParts(fields, draft)) {
            flat(fields, draft);
        }
    }

    /** A stack trace as a list of its lines, as Elasticsearch 7 has it. */
    private static @Nullable String listed(JsonFields fields) {
        for (String name : LISTED) {
            List<Json> lines = fields.get(name).items();
            if (lines.size() > 1 && lines.stream().allMatch(line -> line instanceof Json.Text)) {
                fields.use(name);
                StringBuilder all = new StringBuilder();
                for (Json line : lines) {
                    String text = String.valueOf(line.text());
                    all.append(text.startsWith("at ") ? "\t" : "").append(text).append('\n');
                }
                return all.toString();
            }
        }
        return null;
    }

    /** A text without a stack is what the logger says about the exception and stays an attribute. */
    private static byte @Nullable [] printed(JsonFields fields) {
        for (String name : JsonNames.PRINTED) {
            String text = fields.get(name).word();
            int start = text == null ? -1 : start(text);
            if (text != null && start >= 0) {
                fields.use(name);
                byte[] whole = text.getBytes(StandardCharsets.UTF_8);
                return name.equals("full_message") ? Arrays.copyOfRange(whole, start, whole.length) : whole;
            }
        }
        return null;
    }

    /** Where the stack trace begins; -1 where the text is none. .NET's console prints it on one line. */
    private static int start(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int line = text.startsWith("Traceback (most recent call last)") ? 0 : text.indexOf('\n');
        if (line == 0 || line < 0 && ONE_LINE.matcher(text).lookingAt()) {
            return 0;
        }
        int firstLineEnd = 0;
        while (firstLineEnd < bytes.length && bytes[firstLineEnd] != '\n') {
            firstLineEnd++;
        }
        return StackStart.find(bytes, 0, firstLineEnd, bytes.length);
    }

    /** Type and message beside each other, frames as zerolog has them. */
    private static void flat(JsonFields fields, EventDraft draft) {
        String type = fields.text(List.of("error.type", "exception.type", "err.type"));
        String message = fields.text(List.of("error.message", "exception.message", "err.message"));
        Json frames = fields.get("stack");
        if (type != null || !frames.items().isEmpty()) {
            fields.use("stack");
            draft.exception(new StackTrace(
                    type == null ? "" : type,
                    message == null ? fields.get("error").word() : message,
                    frames(frames),
                    null,
                    null));
        }
    }

    /** Log4j's {@code thrown}, semantic_logger's {@code exception}, Monolog's {@code context.exception}. */
    private static boolean inParts(JsonFields fields, EventDraft draft) {
        for (String name : List.of("thrown", "exception", "context.exception")) {
            Json thrown = fields.get(name);
            String type = word(thrown, "name", "class");
            if (type != null) {
                fields.use(name);
                draft.exception(new StackTrace(
                        type,
                        word(thrown, "message", "localizedMessage"),
                        frames(first(thrown, "extendedStackTrace", "stack_trace", "backtrace", "trace")),
                        null,
                        null));
                return true;
            }
        }
        return false;
    }

    private static Json first(Json object, String... names) {
        for (String name : names) {
            if (!object.at(name).isEmpty()) {
                return object.at(name);
            }
        }
        return Json.Nothing.ABSENT;
    }

    private static @Nullable String word(Json object, String... names) {
        return first(object, names).word();
    }

    private static List<Frame> frames(Json stack) {
        List<Frame> frames = new ArrayList<>();
        for (Json each : stack.items()) {
            String line = each.word();
            if (line != null) {
                Matcher place = PLACE.matcher(line);
                boolean known = place.matches();
                String function = known ? place.group(3) : null;
                frames.add(new Frame(
                        function == null ? known ? "?" : line : function,
                        known ? place.group(1) : null,
                        known ? Integer.parseInt(place.group(2)) : 0,
                        null,
                        known && JavaFrames.inApp(place.group(1))));
                continue;
            }
            String owner = each.at("class").word();
            String function = word(each, "func", "method", "function");
            String name = function == null ? "?" : owner == null ? function : owner + "." + function;
            frames.add(new Frame(
                    name,
                    word(each, "source", "file"),
                    each.at("line").number(),
                    null,
                    function != null && (owner == null ? !function.startsWith("runtime.") : JavaFrames.inApp(name))));
        }
        return frames;
    }

    /** structlog prints the thrown exception first, then what led to it; frames outermost first. */
    private static @Nullable StackTrace structlog(Json exceptions) {
        @Nullable StackTrace chain = null;
        for (Json each : exceptions.items().reversed()) {
            List<Frame> frames = new ArrayList<>();
            for (Json frame : each.at("frames").items()) {
                String name = frame.at("name").word();
                String file = frame.at("filename").word();
                boolean inApp = file != null && !file.contains("site-packages") && JavaFrames.inApp(file);
                frames.addFirst(new Frame(
                        name == null ? "?" : name, file, frame.at("lineno").number(), null, inApp));
            }
            String type = each.at("exc_type").word();
            chain = new StackTrace(
                    type == null ? "" : type, each.at("exc_value").text(), frames, chain, null);
        }
        return chain;
    }
}
