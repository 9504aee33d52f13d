package dev.faultline.importers.trace;

import dev.faultline.importers.tree.CapturedFrames;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import dev.faultline.store.EventDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an error of Elastic's APM agents means as an event, and the context that all their events may have. */
final class ElasticErrors {
    private static final int DEEPEST_CAUSE = 50;
    private static final Map<String, String> CONTEXT = Map.of(
            "request.method", "http.request.method",
            "request.url.full", "url.full",
            "response.status_code", "http.response.status_code",
            "http.status_code", "http.response.status_code",
            "http.url", "url.full",
            "http.method", "http.request.method",
            "db.statement", "db.query.text",
            "db.type", "db.system.name",
            "request.socket.remote_address", "client.address");

    private ElasticErrors() {}

    static void error(Json error, EventDraft draft, Fields fields) {
        Json exception = error.at("exception");
        Json log = error.at("log");
        StackTrace thrown = exception.isEmpty() ? null : thrown(exception, 0);
        Json stack = exception.at("stacktrace").items().isEmpty() ? log.at("stacktrace") : exception.at("stacktrace");
        List<Snapshot.FrameVariables> frames = frames(stack);
        boolean variables = frames.stream().anyMatch(frame -> !frame.variables().isEmpty());
        String level = log.at("level").word();
        draft.kind(variables ? Kind.SNAPSHOT : Kind.LOG)
                .severity(level == null ? Severity.ERROR : severity(level))
                .logger(log.at("logger_name").word())
                .name(error.at("transaction", "name").word());
        if (!frames.isEmpty()) {
            draft.detail(new Snapshot(frames, exception.isEmpty() ? "log" : "exception"));
        }
        draft.exception(
                thrown == null && !frames.isEmpty() ? new StackTrace("", null, plain(stack), null, null) : thrown);
        draft.message(message(log, thrown));
        fields.add("error.id", error.at("id"));
        fields.add("error.culprit", error.at("culprit"));
        fields.add("exception.handled", exception.at("handled"));
        fields.add("exception.code", exception.at("code"));
        fields.add("exception.attributes", exception.at("attributes"));
        fields.add("log.param_message", log.at("param_message"));
        fields.add("transaction.id", error.at("transaction_id"));
    }

    private static @Nullable String message(Json log, @Nullable StackTrace thrown) {
        String said = log.at("message").word();
        if (said != null || thrown == null) {
            return said;
        }
        String message = thrown.message();
        return message == null ? thrown.type() : thrown.type().isEmpty() ? message : thrown.type() + ": " + message;
    }

    /** Causes form a tree; a chain is what an exception has here, so the first of each counts. */
    private static StackTrace thrown(Json exception, int depth) {
        List<Json> causes = exception.at("cause").items();
        StackTrace cause = causes.isEmpty() || depth > DEEPEST_CAUSE ? null : thrown(causes.getFirst(), depth + 1);
        String type = exception.at("type").word();
        return new StackTrace(
                type == null ? "" : type,
                exception.at("message").text(),
                plain(exception.at("stacktrace")),
                cause,
                null);
    }

    private static List<Frame> plain(Json stack) {
        return stack.items().stream().map(ElasticErrors::frame).toList();
    }

    private static Frame frame(Json frame) {
        String type = frame.at("classname").word();
        String function = frame.at("function").word();
        String name = function == null ? "?" : function;
        String file = frame.at("filename").word();
        return new Frame(
                type == null ? name : type + "." + name,
                file == null ? frame.at("abs_path").word() : file,
                frame.at("lineno").number(),
                frame.at("module").word(),
                !frame.at("library_frame").isTrue());
    }

    private static List<Snapshot.FrameVariables> frames(Json stack) {
        List<Snapshot.FrameVariables> frames = new ArrayList<>();
        for (Json frame : stack.items()) {
            frames.add(new Snapshot.FrameVariables(
                    frame(frame), CapturedFrames.variables(frame), CapturedFrames.source(frame)));
        }
        return frames;
    }

    /** The calls of a stack, one a line. */
    static String lines(Json stack) {
        return plain(stack).stream().map(Frame::toString).collect(Collectors.joining("\n"));
    }

    static Severity severity(String level) {
        return switch (level.toLowerCase(Locale.ROOT)) {
            case "warning" -> Severity.WARN;
            case "critical" -> Severity.FATAL;
            case "notice" -> Severity.INFO;
            default -> Severity.of(level).orElse(Severity.ERROR);
        };
    }

    /** Requests, queries and labels, under the names that OpenTelemetry gives them. */
    static void context(Json record, Fields fields) {
        record.at("context").members().forEach((name, value) -> {
            switch (name) {
                case "tags", "custom" -> fields.add("", value);
                case "service" -> {}
                default -> named(name, value, fields, 0);
            }
        });
    }

    private static void named(String path, Json value, Fields fields, int depth) {
        if (depth < 3 && value instanceof Json.Members object) {
            object.values().forEach((name, member) -> named(path + "." + name, member, fields, depth + 1));
        } else {
            fields.add(CONTEXT.getOrDefault(path, path), value);
        }
    }
}
