package dev.faultline.importers.snapshot;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.Snapshot;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Variable;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots of Google's Snapshot Debugger (formerly Cloud Debugger): a breakpoint, an array of them, JSON lines, or an object
 * that holds them by their ids, as Firebase exports it. Specified by {@code docs/SCHEMA.md} of snapshot-debugger.
 *
 * <p>Traps: a value is often an index into a shared table, and tables have cycles; the table's first entries are sentences
 * for what could not be captured; every value is text, {@code "undefined"} and {@code "NaN"} too; Firebase makes objects with
 * the members "0" and "1" of arrays with gaps; the {@code final} half of an export lacks the frames that the
 * {@code snapshot} half has. Sample: {@code snapshots/gcp/fulfil-breakpoint.json}.
 */
public final class GoogleSnapshots implements Importer {
    private static final int FOLDERS = 4;

    @Override
    public String format() {
        return "google-snapshot";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary() || !JsonRecords.looksLikeJson(head)) {
            return 0;
        }
        String text = head.text();
        boolean breakpoint = text.contains("\"createTimeUnixMsec\"") || text.contains("\"isFinalState\"");
        boolean frames = text.contains("\"stackFrames\"")
                || text.contains("\"variableTable\"")
                || text.contains("\"action\"") && text.contains("\"location\"");
        return breakpoint && frames ? 0.95 : text.contains("\"varTableIndex\"") ? 0.9 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        int depth = Limits.JSON_DEPTH;
        new JsonRecords(sink, depth, record -> {
                    if (search(record, FOLDERS, sink) == 0) {
                        Json.Span span = record.span();
                        String detail = "an object without a breakpoint";
                        sink.reject(IssueCode.NOT_A_RECORD, detail, span.offset(), span.length(), span.line());
                    }
                })
                .read(input);
    }

    /** Breakpoints lie at the top or, in an export of a database, in folders by debuggee and id. */
    private static int search(Json value, int folders, EventSink sink) {
        if (!(value instanceof Json.Members object)) {
            return 0;
        }
        boolean timed = !object.at("createTimeUnixMsec").isEmpty()
                || !object.at("finalTimeUnixMsec").isEmpty();
        if (!object.at("stackFrames").isEmpty()
                || timed && !object.at("location").isEmpty()) {
            breakpoint(object, sink);
            return 1;
        }
        int found = 0;
        for (Json member : folders > 0 ? object.values().values() : List.<Json>of()) {
            found += search(member, folders - 1, sink);
        }
        return found;
    }

    private static void breakpoint(Json.Members record, EventSink sink) {
        Json.Span span = record.span();
        EventDraft draft = sink.draft().record(span.offset(), span.shortLength(), span.line());
        Optional<Long> created = JsonTime.nanos(record.at("createTimeUnixMsec"));
        Optional<Long> finished = JsonTime.nanos(record.at("finalTimeUnixMsec"));
        Optional<Long> time = finished.or(() -> created);
        if (time.isPresent()) {
            draft.time(time.get(), TimeQuality.EXACT);
        } else {
            sink.report(IssueCode.TIME_MISSING, "the snapshot has no usable time", span.offset(), span.line());
        }
        boolean failed = record.at("status", "isError").isTrue();
        draft.kind(Kind.SNAPSHOT)
                .severity(failed ? Severity.WARN : Severity.INFO)
                .name(place(record.at("location")))
                .message(message(record));
        List<Snapshot.FrameVariables> frames = frames(record);
        if (!frames.isEmpty()) {
            draft.detail(new Snapshot(frames, reason(record)));
        }
        attributes(record, draft, sink);
        sink.accept();
    }

    private static String place(Json location) {
        String path = location.at("path").text();
        String line = location.at("line").text();
        return (path == null ? "?" : path) + (line == null ? "" : ":" + line);
    }

    private static String reason(Json record) {
        String condition = record.at("condition").word();
        return "snapshot at " + place(record.at("location")) + (condition == null ? "" : " where " + condition);
    }

    private static String message(Json record) {
        String log = record.at("logMessageFormat").word();
        String status = status(record.at("status"));
        return log != null ? log : status != null ? status : reason(record);
    }

    /** The sentence of a status, its numbered places filled in. */
    private static @Nullable String status(Json status) {
        String format = status.at("description", "format").text();
        if (format == null) {
            return null;
        }
        List<Json> parameters = elements(status.at("description", "parameters"));
        String text = format;
        for (int i = 0; i < Math.min(10, parameters.size()); i++) {
            text = text.replace("$" + i, String.valueOf(parameters.get(i).text()));
        }
        return text;
    }

    private static List<Snapshot.FrameVariables> frames(Json record) {
        GoogleVariables variables = new GoogleVariables(elements(record.at("variableTable")));
        List<Snapshot.FrameVariables> frames = new ArrayList<>();
        for (Json frame : elements(record.at("stackFrames"))) {
            String path = frame.at("location", "path").word();
            boolean inApp = path == null
                    || !path.contains("node_modules") && !path.startsWith("node:") && !path.contains("-packages");
            String function = frame.at("function").word();
            Frame call = new Frame(
                    function == null ? "?" : function,
                    path,
                    Math.max(0, frame.at("location", "line").number()),
                    null,
                    inApp);
            List<Variable> seen = new ArrayList<>(variables.of(frame.at("arguments")));
            seen.addAll(variables.of(frame.at("locals")));
            if (frames.isEmpty() && !elements(record.at("evaluatedExpressions")).isEmpty()) {
                List<Variable> expressions = variables.of(record.at("evaluatedExpressions"));
                seen.add(new Variable("expressions", null, null, expressions, null));
            }
            frames.add(new Snapshot.FrameVariables(call, seen, List.of()));
        }
        return frames;
    }

    private static void attributes(Json.Members record, EventDraft draft, EventSink sink) {
        Fields fields = new Fields(draft);
        fields.add("code.file.path", record.at("location", "path"));
        fields.add("code.line.number", record.at("location", "line"));
        fields.add("snapshot.id", record.at("id"));
        fields.add("snapshot.action", record.at("action"));
        fields.add("snapshot.condition", record.at("condition"));
        fields.add("snapshot.created", record.at("createTimeUnixMsec"));
        fields.add("snapshot.final", record.at("isFinalState"));
        fields.add("user.email", record.at("userEmail"));
        fields.add("labels", record.at("labels"));
        fields.add("debuggee.id", record.at("debuggeeId"));
        fields.finish(sink, record.span());
    }

    /** The elements of an array, also where Firebase made an object of it. Gaps are nothing. */
    static List<Json> elements(Json value) {
        if (!(value instanceof Json.Members object)) {
            return value.items();
        }
        List<Json> elements = new ArrayList<>();
        object.values().forEach((name, element) -> {
            if (name.matches("[0-9]{1,5}")) {
                int index = Integer.parseInt(name);
                while (elements.size() <= index) {
                    elements.add(Json.Nothing.ABSENT);
                }
                elements.set(index, element);
            }
        });
        return elements;
    }

    /** As {@link #status}, for the variables. */
    static @Nullable String sentence(Json status) {
        return status(status);
    }
}
