package dev.faultline.importers.snapshot;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.log.StackTraces;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.Snapshot;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Variable;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Diagnostic reports of Node.js, written at an uncaught exception, a fatal error, a signal or on demand. Specified by Node's
 * documentation, "Diagnostic report".
 *
 * <p>Traps: the time is there as text without a fraction and as milliseconds in a text; the whole environment and the network
 * addresses are in the report and stay out of the attributes; the stack lacks the error's first line. Sample: {@code
 * snapshots/node/node-report-uncaught.json}.
 */
public final class NodeReport implements Importer {
    private static final Set<String> KEPT_OUT = Set.of("environmentVariables", "networkInterfaces");

    @Override
    public String format() {
        return "node-report";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary() || !JsonRecords.looksLikeJson(head)) {
            return 0;
        }
        String text = head.text();
        boolean own = text.contains("\"reportVersion\"") || text.contains("\"nodejsVersion\"");
        return own && text.contains("\"header\"") && text.contains("\"javascriptStack\"") ? 0.97 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        new JsonRecords(sink, Limits.JSON_DEPTH, record -> report(record, sink)).read(input);
    }

    private static void report(Json.Members record, EventSink sink) {
        Json.Span place = record.span();
        Json header = record.at("header");
        if (header.isEmpty()) {
            sink.reject(IssueCode.NOT_A_RECORD, "no report", place.offset(), place.length(), place.line());
            return;
        }
        EventDraft draft = sink.draft().record(place.offset(), place.shortLength(), place.line());
        Optional<Long> time =
                JsonTime.nanos(header.at("dumpEventTimeStamp")).or(() -> JsonTime.nanos(header.at("dumpEventTime")));
        time.ifPresent(nanos -> draft.time(nanos, TimeQuality.EXACT));
        String trigger = header.at("trigger").word();
        boolean fatal = "Exception".equals(trigger) || "FatalError".equals(trigger) || "OOMError".equals(trigger);
        StackTrace stack = stack(record.at("javascriptStack"));
        String event = header.at("event").word();
        draft.severity(fatal ? Severity.FATAL : Severity.INFO).name(event == null ? "report" : event);
        String message = record.at("javascriptStack", "message").word();
        draft.message(message != null && stack != null ? message : "Node.js report: " + event)
                .exception(stack);
        detail(record, stack, draft);
        Fields fields = new Fields(draft);
        fields.add("process.pid", header.at("processId"));
        fields.add("host.name", header.at("host"));
        fields.add("process.runtime.version", header.at("nodejsVersion"));
        boolean secrets = false;
        for (String name : record.values().keySet()) {
            if (name.equals("header")) {
                header.members()
                        .forEach((key, value) ->
                                fields.add("node.header." + key, KEPT_OUT.contains(key) ? Json.Nothing.ABSENT : value));
            } else if (!KEPT_OUT.contains(name) && !name.equals("javascriptStack")) {
                fields.add("node." + name, record.at(name));
            }
            secrets |= name.equals("environmentVariables");
        }
        fields.finish(sink, place);
        sink.accept();
        if (secrets) {
            sink.report(
                    IssueCode.SECRETS,
                    "the report holds environment variables; they are not searched, but stand in the bytes",
                    place.offset(),
                    place.line());
        }
    }

    private static @Nullable StackTrace stack(Json stack) {
        if (stack.at("stack").items().isEmpty()) {
            return null;
        }
        StringBuilder text =
                new StringBuilder(String.valueOf(stack.at("message").text()));
        for (Json line : stack.at("stack").items()) {
            String frame = String.valueOf(line.text()).strip();
            text.append("\n    ").append(frame.startsWith("at ") ? frame : "at " + frame);
        }
        return StackTraces.parse(text.toString());
    }

    /** What the error has beside its message are variables of the call that threw it. */
    private static void detail(Json.Members record, @Nullable StackTrace stack, EventDraft draft) {
        if (stack == null || stack.frames().isEmpty()) {
            return;
        }
        List<Variable> variables = new ArrayList<>();
        record.at("javascriptStack", "errorProperties")
                .members()
                .forEach((name, value) -> variables.add(Variable.of(name, null, value.text())));
        List<Snapshot.FrameVariables> frames = new ArrayList<>();
        stack.frames()
                .forEach(frame -> frames.add(
                        new Snapshot.FrameVariables(frame, frames.isEmpty() ? variables : List.of(), List.of())));
        draft.detail(new Snapshot(frames, "report"));
    }
}
