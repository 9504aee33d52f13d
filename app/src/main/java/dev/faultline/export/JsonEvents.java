package dev.faultline.export;

import dev.faultline.model.Event;
import dev.faultline.text.EventJson;
import dev.faultline.text.JsonOutput;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import tools.jackson.core.JsonGenerator;

/** Events as JSON: one document, or a line each. */
final class JsonEvents {
    private JsonEvents() {}

    static void document(PrintStream out, String title, long count, ListExport list) throws IOException {
        try {
            JsonOutput.document(out, json -> {
                json.writeStringProperty("case", title);
                json.writeNumberProperty("count", count);
                json.writeNumberProperty("written", list.written());
                json.writeArrayPropertyStart("events");
                try {
                    list.each(new Elements(json));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
                json.writeEndArray();
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private record Elements(JsonGenerator json) implements EventWriter {
        @Override
        public void write(Event event, String path) {
            json.writeStartObject();
            EventJson.write(json, event, path);
            json.writeEndObject();
        }

        @Override
        public void end() {
            // The array's end is the document's.
        }
    }

    /** A document per line. */
    record Lines(PrintStream out) implements EventWriter {
        @Override
        public void write(Event event, String path) {
            JsonOutput.document(out, json -> EventJson.write(json, event, path));
        }

        @Override
        public void end() {
            out.flush();
        }
    }
}
