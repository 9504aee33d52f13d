package dev.faultline.importers.snapshot;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.runtime.JavaFrames;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Variable;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots of Datadog's Dynamic Instrumentation and Exception Replay: what the agent sends (a JSON array), the same as
 * JSON lines, and what the logs intake exports, where all of it lies under {@code content.attributes}. Specified by the
 * source of dd-trace-java ({@code MoshiSnapshotHelper}, {@code JsonSnapshotSerializer}).
 *
 * <p>Traps: every value is a string, sizes too; a trace id of {@code "0"} is none, others are decimals or 32 hexadecimal
 * digits; a probe evaluated at the exit has an empty {@code entry}; the same name can be an argument with a value and a
 * null local; the export has an ISO time where the agent writes milliseconds. Samples: {@code snapshots/datadog}, where
 * {@code shop-0013.json} holds the failing call with {@code tier = "legacy"}.
 */
public final class DatadogSnapshots implements Importer {
    /** A level of variables is two levels of JSON, a member and its {@code fields}. */
    private static final int JSON_DEPTH = 2 * Limits.TREE_DEPTH + 20;

    private static final Set<String> KNOWN = Set.of(
            "service",
            "message",
            "debugger",
            "dd.trace_id",
            "dd.span_id",
            "timestamp",
            "duration",
            "logger.name",
            "logger.thread_name");

    @Override
    public String format() {
        return "datadog-snapshot";
    }

    @Override
    public double recognises(Head head) {
        if (!JsonRecords.looksLikeJson(head)) {
            return 0;
        }
        String text = head.text();
        boolean snapshot = text.contains("\"debugger\"") && text.contains("\"snapshot\"");
        return snapshot && (text.contains("\"captures\"") || text.contains("dd_debugger")) ? 0.97 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        String service = input.context().service();
        new JsonRecords(sink, JSON_DEPTH, object -> record(object, service, sink)).read(input);
    }

    private static void record(Json.Members record, @Nullable String service, EventSink sink) {
        Json body = record.at("content") instanceof Json.Members content ? content : record;
        Json fields = body.at("attributes") instanceof Json.Members attributes ? attributes : body;
        Json snapshot = fields.at("debugger", "snapshot");
        Json.Span span = record.span();
        if (!(snapshot instanceof Json.Members)) {
            String detail = "an object without debugger.snapshot";
            sink.reject(IssueCode.NOT_A_RECORD, detail, span.offset(), span.length(), span.line());
            return;
        }
        EventDraft draft = sink.draft().record(span.offset(), span.shortLength(), span.line());
        draft.kind(Kind.SNAPSHOT);
        time(first(snapshot.at("timestamp"), body.at("timestamp")), draft, span, sink);
        String nanos = fields.at("duration").text();
        if (nanos != null && nanos.matches("[0-9]{1,18}")) {
            draft.duration(Long.parseLong(nanos));
        }
        String named = first(body.at("service"), fields.at("service")).word();
        draft.service(named == null ? service : named)
                .message(body.at("message").text());
        draft.thread(field(fields, "logger.thread_name").word());
        draft.logger(field(fields, "logger.name").word());
        ids(fields, draft, span, sink);
        captures(snapshot, draft);
        attributes(record, body, fields, snapshot, draft, sink);
        sink.accept();
    }

    private static void time(Json value, EventDraft draft, Json.Span span, EventSink sink) {
        Optional<Long> nanos = JsonTime.nanos(value);
        if (nanos.isPresent()) {
            draft.time(nanos.get(), TimeQuality.EXACT);
        } else {
            IssueCode code = value.isEmpty() ? IssueCode.TIME_MISSING : IssueCode.TIME_RANGE;
            sink.report(code, "the snapshot has no usable time", span.offset(), span.line());
        }
    }

    private static void ids(Json fields, EventDraft draft, Json.Span span, EventSink sink) {
        String trace = field(fields, "dd.trace_id").word();
        String current = field(fields, "dd.span_id").word();
        boolean good = trace == null || traceId(trace, draft);
        boolean goodSpan = current == null || spanId(current, draft);
        if (!good || !goodSpan) {
            sink.report(IssueCode.BAD_ID, "dd.trace_id or dd.span_id is no id", span.offset(), span.line());
        }
    }

    private static boolean traceId(String text, EventDraft draft) {
        if (text.length() == 32) {
            byte[] digits = text.getBytes(StandardCharsets.ISO_8859_1);
            return draft.traceIdHex(digits, 0, digits.length);
        }
        if (!text.matches("[0-9]{1,39}")) {
            return false;
        }
        BigInteger id = new BigInteger(text);
        draft.traceId(id.shiftRight(64).longValue(), id.longValue());
        return id.bitLength() <= 128;
    }

    private static boolean spanId(String text, EventDraft draft) {
        if (!text.matches("[0-9]{1,20}")) {
            return false;
        }
        BigInteger id = new BigInteger(text);
        draft.spanId(id.longValue());
        return id.bitLength() <= 64;
    }

    private static void captures(Json snapshot, EventDraft draft) {
        Json captures = snapshot.at("captures");
        Json caught = captures.at("caughtExceptions");
        StackTrace thrown = exception(captures.at("return", "throwable"));
        if (thrown == null && !caught.items().isEmpty()) {
            thrown = exception(caught.items().getFirst());
        }
        for (Json each : caught.items()) {
            draft.attribute(
                    "exception.caught",
                    each.at("type").text() + ": " + each.at("message").text());
        }
        if (thrown != null) {
            draft.severity(Severity.ERROR).exception(thrown);
        }
        draft.detail(new Snapshot(frames(snapshot, DatadogVariables.of(captures)), reason(snapshot)));
    }

    private static @Nullable StackTrace exception(Json throwable) {
        String type = throwable.at("type").text();
        if (type == null) {
            return null;
        }
        List<Frame> frames = calls(throwable.at("stacktrace"));
        return new StackTrace(type, throwable.at("message").text(), frames, null, null);
    }

    private static List<Frame> calls(Json stack) {
        List<Frame> frames = new ArrayList<>();
        for (Json call : stack.items()) {
            String function = call.at("function").text();
            String name = function == null ? "?" : function;
            int line = Math.max(0, call.at("lineNumber").number());
            frames.add(new Frame(name, call.at("fileName").word(), line, null, JavaFrames.inApp(name)));
        }
        return frames;
    }

    /** The variables belong to the frame of the probe's method, which need not be the innermost one. */
    private static List<Snapshot.FrameVariables> frames(Json snapshot, List<Variable> variables) {
        List<Frame> calls = calls(snapshot.at("stack"));
        String probed = probed(snapshot);
        if (calls.isEmpty()) {
            String name = probed == null ? "?" : probed;
            calls = List.of(new Frame(name, null, 0, null, JavaFrames.inApp(name)));
        }
        int home = 0;
        for (int i = calls.size() - 1; i >= 0; i--) {
            home = calls.get(i).function().equals(probed) ? i : home;
        }
        List<Snapshot.FrameVariables> frames = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            frames.add(new Snapshot.FrameVariables(calls.get(i), i == home ? variables : List.of(), List.of()));
        }
        return frames;
    }

    private static @Nullable String probed(Json snapshot) {
        Json location = snapshot.at("probe", "location");
        String type = location.at("type").word();
        String method = location.at("method").word();
        return type == null || method == null ? null : type + "." + method;
    }

    private static String reason(Json snapshot) {
        String exception = snapshot.at("exceptionId").word();
        String lines = String.join(
                ", ",
                snapshot.at("probe", "location", "lines").items().stream()
                        .map(line -> String.valueOf(line.text()))
                        .toList());
        return exception != null ? "exception" : lines.isEmpty() ? "method probe" : "line probe at line " + lines;
    }

    private static void attributes(
            Json record, Json body, Json fields, Json snapshot, EventDraft draft, EventSink sink) {
        draft.name(probed(snapshot));
        Fields out = new Fields(draft);
        out.add("code.function.name", snapshot.at("probe", "location", "method"));
        out.add("code.namespace", snapshot.at("probe", "location", "type"));
        out.add("code.file.path", snapshot.at("probe", "location", "file"));
        out.add("datadog.probe.id", snapshot.at("probe", "id"));
        out.add("datadog.snapshot.id", snapshot.at("id"));
        out.add("datadog.evaluation_errors", snapshot.at("evaluationErrors"));
        out.add("datadog.exception.id", snapshot.at("exceptionId"));
        for (Map.Entry<String, Json> field : fields.members().entrySet()) {
            if (!KNOWN.contains(field.getKey())) {
                out.add(field.getKey(), field.getValue());
            }
        }
        if (body.at("attributes") instanceof Json.Members) {
            out.add("tags", body.at("tags"));
        }
        out.finish(sink, ((Json.Members) record).span());
    }

    private static Json field(Json fields, String dotted) {
        return first(fields.at(dotted), fields.at(dotted.split("\\.", 2)));
    }

    private static Json first(Json one, Json other) {
        return one instanceof Json.Nothing ? other : one;
    }
}
