package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.model.Source;
import dev.faultline.model.Timestamps;
import dev.faultline.store.CaseReader;
import dev.faultline.text.EventJson;
import dev.faultline.text.EventText;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The forms in which events leave by the clipboard. */
enum CopyAs {
    TEXT("copy.text"),
    JSON("copy.json"),
    ORIGINAL("copy.original"),
    MARKDOWN("copy.markdown"),
    CSV("copy.csv"),
    LOCATION("copy.location"),
    LINK("copy.link"),
    GREP("copy.grep"),
    CURL("copy.curl");

    private final String key;

    CopyAs(String key) {
        this.key = key;
    }

    String label() {
        return Words.of(key);
    }

    /** All the events in this form, a line each or more; {@code caseId} is the case's name in links. */
    String write(CaseReader reader, List<Event> events, String caseId) throws IOException {
        StringBuilder text = new StringBuilder();
        if (this == MARKDOWN) {
            text.append("| time | severity | service | message |\n|---|---|---|---|\n");
        } else if (this == CSV) {
            text.append("time,severity,kind,service,name,message,trace_id,source,line\n");
        }
        for (Event event : events) {
            text.append(write(reader, event, caseId)).append('\n');
        }
        return text.toString();
    }

    private String write(CaseReader reader, Event event, String caseId) throws IOException {
        return switch (this) {
            case TEXT -> EventText.line(event);
            case JSON -> json(reader, event);
            case ORIGINAL -> reader.text(event.location()).stripTrailing();
            case MARKDOWN ->
                "| " + time(event) + " | " + event.severity().label() + " | " + cell(event.service()) + " | "
                        + cell(summary(event)) + " |";
            case CSV ->
                String.join(
                        ",",
                        time(event),
                        event.severity().label(),
                        event.kind().label(),
                        quoted(event.service()),
                        quoted(event.name()),
                        quoted(event.message()),
                        quoted(event.traceId()),
                        quoted(path(reader, event)),
                        Long.toString(event.location().line()));
            case LOCATION ->
                path(reader, event)
                        + (event.location().line() > 0
                                ? ":" + event.location().line()
                                : " byte " + event.location().offset());
            case LINK -> Destination.Link.of(caseId, event.id(), time(event));
            case GREP -> CopyCommand.grep(reader.text(event.location()), path(reader, event));
            case CURL -> CopyCommand.curl(event);
        };
    }

    private static String time(Event event) {
        return event.hasTime() ? Timestamps.format(event.time()) : "";
    }

    private static String summary(Event event) {
        return event.name() == null
                ? event.message()
                : event.name() + (event.message().isEmpty() ? "" : " · " + event.message());
    }

    private static String cell(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : SafeText.line(text).replace("|", "\\|");
    }

    /** A cell that begins like a formula gets an apostrophe: spreadsheets would run it. */
    private static String quoted(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String safe = "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static Optional<Source> source(CaseReader reader, Event event) {
        return reader.sources().stream()
                .filter(source -> source.id() == event.location().source())
                .findFirst();
    }

    private static String path(CaseReader reader, Event event) {
        return source(reader, event).map(Source::path).orElse("?");
    }

    private static String json(CaseReader reader, Event event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        JsonOutput.document(
                out, json -> EventJson.write(json, event, source(reader, event).orElse(null)));
        return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
