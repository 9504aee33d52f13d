package dev.faultline.importers.log;

import dev.faultline.importers.SourceContext;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.IssueCode;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entry of systemd's journal, whichever way it was exported. Its fields: systemd.journal-fields(7). */
final class JournalEntry {
    private static final Map<String, String> NAMES = Map.of(
            "_HOSTNAME", "host.name",
            "_PID", "process.pid",
            "_EXE", "process.executable.path",
            "_CMDLINE", "process.command_line",
            "_COMM", "process.executable.name",
            "CODE_FUNC", "code.function.name",
            "CODE_FILE", "code.file.path",
            "CODE_LINE", "code.line.number",
            "_SYSTEMD_UNIT", "systemd.unit",
            "CONTAINER_NAME", "container.name");
    private static final Set<String> TAKEN = Set.of(
            "MESSAGE",
            "PRIORITY",
            "__REALTIME_TIMESTAMP",
            "_SOURCE_REALTIME_TIMESTAMP",
            "SYSLOG_IDENTIFIER",
            "__CURSOR",
            "__SEQNUM",
            "__SEQNUM_ID",
            "TRACE_ID",
            "SPAN_ID");

    private final InnerText inner;

    JournalEntry(SourceContext context) {
        inner = new InnerText(context);
    }

    /** Gives the entry to the sink as an event. A field that the journal has more than once is joined to one text. */
    void give(Map<String, String> fields, Json.Span place, EventSink sink) {
        EventDraft draft = sink.draft().record(place.offset(), place.shortLength(), place.line());
        long micros = number(fields.get("__REALTIME_TIMESTAMP"));
        if (micros > 0 && micros < Long.MAX_VALUE / 1000) {
            draft.time(micros * 1000, TimeQuality.EXACT);
        } else {
            sink.report(IssueCode.TIME_MISSING, "the entry has no time", place.offset(), place.line());
        }
        String priority = fields.get("PRIORITY");
        int severity = priority != null && priority.length() == 1
                ? Levels.ofSyslog(Character.digit(priority.charAt(0), 10))
                : 0;
        draft.service(service(fields));
        String message = fields.get("MESSAGE");
        if (message == null) {
            draft.severity(severity);
        } else {
            inner.put(draft, message, severity, place, sink);
        }
        fields.forEach((name, value) -> {
            if (!TAKEN.contains(name) && !value.isEmpty()) {
                draft.attribute(NAMES.getOrDefault(name, name), value);
            }
        });
        sink.accept();
    }

    private static @Nullable String service(Map<String, String> fields) {
        String program = fields.get("SYSLOG_IDENTIFIER");
        if (program != null) {
            return program;
        }
        String unit = fields.get("_SYSTEMD_UNIT");
        if (unit != null) {
            return unit.endsWith(".service") ? unit.substring(0, unit.length() - 8) : unit;
        }
        return fields.get("_COMM");
    }

    private static long number(@Nullable String text) {
        return text == null || !text.matches("\\d{1,17}") ? -1 : Long.parseLong(text);
    }
}
