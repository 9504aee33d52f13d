package dev.faultline.importers.log;

import dev.faultline.importers.Limits;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.runtime.JavaFrames;
import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One JSON object per line, in whatever dialect. */
final class JsonLogParser implements LineParser {
    private static final List<String> TIMES = List.of(
            "@timestamp",
            "timestamp",
            "time",
            "ts",
            "eventTime",
            "time_iso8601",
            "timeUnixNano",
            "datetime",
            "asctime",
            "timeMillis",
            "__REALTIME_TIMESTAMP",
            "observedTimeUnixNano",
            "date");
    private static final List<String> MESSAGES = List.of(
            "message",
            "msg",
            "short_message",
            "event",
            "body.stringValue",
            "body",
            "fields.message",
            "textPayload",
            "MESSAGE",
            "@fields.msg",
            "log",
            "jsonPayload.message",
            "request");
    private static final List<String> LEVELS = List.of(
            "log.level",
            "level",
            "severity",
            "lvl",
            "levelname",
            "loglevel",
            "severityText",
            "severity_text",
            "error_severity",
            "@fields.lvl",
            "level_value",
            "severityNumber",
            "PRIORITY");
    private static final List<String> SERVICES = List.of(
            "service.name",
            "service",
            "serviceName",
            "resource.service.name",
            "dd.service",
            "app",
            "application",
            "app_name",
            "SYSLOG_IDENTIFIER");
    private static final List<String> LOGGERS =
            List.of("log.logger", "logger", "logger_name", "loggerName", "_logger", "target", "scope.name");
    private static final List<String> THREADS =
            List.of("process.thread.name", "thread_name", "thread", "threadName", "_thread", "process.thread.id");
    private static final List<String> TRACES = List.of(
            "trace_id",
            "traceId",
            "trace.id",
            "traceid",
            "otelTraceID",
            "dd.trace_id",
            "logging.googleapis.com/trace",
            "trace",
            "_trace_id");
    private static final List<String> SPANS = List.of(
            "span_id",
            "spanId",
            "span.id",
            "spanid",
            "otelSpanID",
            "dd.span_id",
            "logging.googleapis.com/spanId",
            "_span_id");
    private static final List<String> STACKS = List.of(
            "stack_trace",
            "error.stack_trace",
            "exception.stacktrace",
            "err.stack",
            "error.stack",
            "exc_info",
            "stacktrace",
            "stackTrace",
            "_exception.stackTrace",
            "exception.stack_trace",
            "thrown.extendedStackTrace",
            "stack");

    private final TimeParser clock;

    JsonLogParser(SourceContext context) {
        this.clock = new TimeParser(context);
    }

    @Override
    public void line(Line line, EventSink sink) {
        int from = line.from;
        int to = line.to;
        while (from < to && line.buffer[from] <= ' ' && line.buffer[from] >= 0) {
            from++;
        }
        if (from == to) {
            return;
        }
        if (line.cut) {
            sink.reject(
                    IssueCode.LINE_TOO_LONG,
                    "the line has " + line.length + " bytes, at most " + Limits.LINE + " are read",
                    line.offset,
                    line.length,
                    line.number);
            return;
        }
        ByteArrayInputStream bytes = new ByteArrayInputStream(line.buffer, from, to - from);
        try (JsonTree tree = new JsonTree(bytes, position -> position, line.number, Limits.JSON_DEPTH)) {
            tree.next();
            Json value = tree.value();
            if (value instanceof Json.Members record) {
                if (tree.hadDuplicates()) {
                    sink.report(
                            IssueCode.DUPLICATE_KEY,
                            "an object names a field twice; the last one counts",
                            line.offset,
                            line.number);
                }
                if (tree.wasCut()) {
                    reject(sink, IssueCode.TOO_DEEP, "nested deeper than " + Limits.JSON_DEPTH + " levels", line);
                } else {
                    record(record, line, from, sink);
                }
            } else {
                reject(sink, IssueCode.NOT_A_RECORD, "not a JSON object", line);
            }
        } catch (BadJson broken) {
            // A line that ends too early is a bad line; only a source can be cut off.
            IssueCode code = broken.code() == IssueCode.TRUNCATED ? IssueCode.BAD_JSON : broken.code();
            reject(sink, code, String.valueOf(broken.getMessage()), line);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void reject(EventSink sink, IssueCode code, String detail, Line line) {
        sink.reject(code, detail, line.offset, line.length, line.number);
    }

    @Override
    public void end(EventSink sink) {
        // Every line was a record of its own.
    }

    private void record(Json.Members record, Line line, int from, EventSink sink) {
        JsonFields fields = new JsonFields(record);
        EventDraft draft = sink.draft();
        boolean plain = line.verbatim && line.length == line.end - line.from;
        if (plain) {
            draft.record(line.buffer, from, line.to, line.offset + from - line.from, line.to - from, line.number);
        } else {
            draft.record(line.offset, line.length, line.number);
        }
        time(fields, draft, line, sink);
        draft.severity(severity(fields, record));
        Json body = fields.first(MESSAGES);
        draft.message(
                body.text() != null
                        ? body.text()
                        : body.isEmpty() ? "" : dev.faultline.importers.tree.JsonText.of(body));
        draft.service(service(fields, record));
        draft.logger(fields.text(LOGGERS));
        draft.thread(fields.text(THREADS));
        ids(fields, draft);
        exception(fields, draft);
        rest(record, fields, draft, line, sink);
        sink.accept();
    }

    private void time(JsonFields fields, EventDraft draft, Line line, EventSink sink) {
        Json value = fields.first(TIMES);
        if (value instanceof Json.Text text) {
            byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
            if (clock.parse(bytes, 0, bytes.length)) {
                Optional<Long> exact = JsonTime.nanos(value);
                boolean known = clock.quality() == TimeQuality.EXACT && exact.isPresent();
                draft.time(known ? exact.get() : clock.nanos(), clock.quality());
                return;
            }
        }
        Optional<Long> nanos = JsonTime.nanos(value);
        if (nanos.isPresent()) {
            draft.time(nanos.get(), TimeQuality.EXACT);
        } else {
            IssueCode code = value.isEmpty() ? IssueCode.TIME_MISSING : IssueCode.TIME_RANGE;
            sink.report(code, "no usable time; it stands beside the record before it", line.offset, line.number);
        }
    }

    private static int severity(JsonFields fields, Json.Members record) {
        Json level = fields.first(LEVELS);
        if (level instanceof Json.Numeral numeral) {
            int number = numeral.value().length() > 6 ? 0 : level.number();
            if (fields.isUsed("severityNumber")) {
                return number;
            }
            boolean gelf = !record.at("short_message").isEmpty() || fields.isUsed("PRIORITY");
            return gelf || number > 0 && number < 8 ? Levels.ofSyslog(number) : Levels.ofNumber(number);
        }
        String word = level.word();
        if (word == null) {
            return 0;
        }
        return word.length() == 1 && Character.isDigit(word.charAt(0))
                ? Levels.ofSyslog(word.charAt(0) - '0')
                : Levels.ofWord(word);
    }

    /** bunyan's {@code name} is the service, beside its version {@code v} and {@code hostname}. */
    private static @Nullable String service(JsonFields fields, Json.Members record) {
        String named = fields.text(SERVICES);
        if (named == null && !record.at("v").isEmpty() && !record.at("hostname").isEmpty()) {
            fields.use("name");
            return record.at("name").word();
        }
        return named;
    }

    private static void ids(JsonFields fields, EventDraft draft) {
        String trace = fields.text(TRACES);
        if (trace != null) {
            String id = trace.substring(trace.lastIndexOf('/') + 1);
            if (fields.isUsed("dd.trace_id") && id.length() < 32 && id.matches("\\d{1,20}")) {
                BigInteger decimal = new BigInteger(id);
                draft.traceId(decimal.shiftRight(64).longValue(), decimal.longValue());
            } else if (id.length() >= 16) {
                byte[] hex = id.getBytes(StandardCharsets.UTF_8);
                draft.traceIdHex(hex, 0, hex.length);
            }
        }
        String span = fields.text(SPANS);
        if (span != null) {
            if (fields.isUsed("dd.span_id") && span.matches("\\d{1,20}")) {
                draft.spanId(new BigInteger(span).longValue());
            } else {
                byte[] hex = span.getBytes(StandardCharsets.UTF_8);
                draft.spanIdHex(hex, 0, hex.length);
            }
        }
        String parent = fields.get("traceparent").word();
        if (parent != null && parent.matches("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")) {
            byte[] hex = parent.getBytes(StandardCharsets.US_ASCII);
            draft.traceIdHex(hex, 3, 35);
            draft.spanIdHex(hex, 36, 52);
        }
    }

    private static void exception(JsonFields fields, EventDraft draft) {
        String stack = fields.text(STACKS);
        if (stack != null) {
            byte[] text = stack.getBytes(StandardCharsets.UTF_8);
            draft.exceptionText(text, 0, text.length, StackTraces::parse);
            return;
        }
        Json structured = fields.get("exception");
        if (structured.items().isEmpty()) {
            String type = fields.text(List.of("error.type", "exception.type", "err.type"));
            String message = fields.text(List.of("error.message", "exception.message", "err.message"));
            Json frames = fields.get("stack");
            if (type != null || !frames.items().isEmpty()) {
                fields.use("stack");
                draft.exception(new StackTrace(
                        type == null ? "" : type,
                        message == null ? fields.get("error").word() : message,
                        zerolog(frames),
                        null,
                        null));
            }
            return;
        }
        fields.use("exception");
        draft.exception(structlog(structured));
    }

    private static List<Frame> zerolog(Json stack) {
        List<Frame> frames = new ArrayList<>();
        for (Json each : stack.items()) {
            String function = each.at("func").word();
            frames.add(new Frame(
                    function == null ? "?" : function,
                    each.at("source").word(),
                    each.at("line").number(),
                    null,
                    function != null && !function.startsWith("runtime.")));
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

    private static void rest(Json.Members record, JsonFields fields, EventDraft draft, Line line, EventSink sink) {
        Fields attributes = new Fields(draft);
        for (Map.Entry<String, Json> member : record.values().entrySet()) {
            String name = member.getKey();
            if (fields.isUsed(name)) {
                continue;
            }
            if (member.getValue() instanceof Json.Members nested) {
                for (Map.Entry<String, Json> inner : nested.values().entrySet()) {
                    String dotted = name + "." + inner.getKey();
                    if (!fields.isUsed(dotted)) {
                        attributes.add(dotted, inner.getValue());
                    }
                }
            } else {
                attributes.add(name, member.getValue());
            }
        }
        attributes.finish(sink, new Json.Span(line.offset, line.length, line.number));
    }
}
