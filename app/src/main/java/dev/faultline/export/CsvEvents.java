package dev.faultline.export;

import dev.faultline.model.Event;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.model.Timestamps;
import dev.faultline.text.EventDetails;
import dev.faultline.text.SafeText;
import java.io.PrintStream;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Events as CSV (RFC 4180). A cell that a spreadsheet would take for a formula, and one that begins with an apostrophe,
 * gets an apostrophe in front: taking one away gives back what was there.
 */
final class CsvEvents implements EventWriter {
    private static final List<String> HEADER = List.of(
            "time",
            "end",
            "kind",
            "severity",
            "service",
            "name",
            "message",
            "trace_id",
            "span_id",
            "parent_id",
            "thread",
            "logger",
            "exception.type",
            "exception.message",
            "attributes",
            "source.path",
            "source.line",
            "source.offset",
            "source.length",
            "id");

    private final PrintStream out;

    CsvEvents(PrintStream out) {
        this.out = out;
        row(HEADER);
    }

    @Override
    public void write(Event event, String path) {
        boolean spans = event.hasTime() && event.duration() >= 0;
        StackTrace exception = event.exception();
        row(java.util.Arrays.asList(
                event.hasTime() ? Timestamps.format(event.time()) : null,
                spans ? Timestamps.format(event.time() + event.duration()) : null,
                event.kind().label(),
                event.severity() == Severity.UNSPECIFIED
                        ? null
                        : event.severity().label(),
                event.service(),
                event.name(),
                event.message(),
                event.traceId(),
                event.spanId(),
                event.parentId(),
                event.thread(),
                event.logger(),
                exception == null ? null : exception.type(),
                exception == null ? null : exception.message(),
                EventDetails.line(event),
                path,
                event.location().line() > 0 ? Long.toString(event.location().line()) : null,
                Long.toString(event.location().offset()),
                Integer.toString(event.location().length()),
                event.id().toString()));
    }

    private void row(List<? extends @Nullable String> cells) {
        StringJoiner row = new StringJoiner(",");
        cells.forEach(cell -> row.add(cell(cell == null ? "" : cell)));
        out.print(row);
        out.print("\r\n");
    }

    static String cell(String text) {
        String shown = SafeText.line(text);
        String harmless = isFormula(shown) ? "'" + shown : shown;
        boolean quoted = harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == ';' || c == '\'' || c <= ' ');
        return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }

    /** Spreadsheets look at the first character that is no blank; the full-width forms count as well. */
    private static boolean isFormula(String text) {
        String visible = text.stripLeading();
        return !visible.isEmpty() && "=+-@|%'\t\r\uFF1D\uFF0B\uFF0D\uFF20".indexOf(visible.charAt(0)) >= 0;
    }

    @Override
    public void end() {
        out.flush();
    }
}
