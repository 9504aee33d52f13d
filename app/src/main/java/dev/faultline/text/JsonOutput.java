package dev.faultline.text;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON documents that no terminal obeys: what could steer one is written as a JSON escape. */
public final class JsonOutput {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonOutput() {}

    /** One document and a line feed. */
    public static void document(PrintStream out, Consumer<JsonGenerator> content) {
        Writer writer = new EscapingWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), writer)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
            json.flush();
        }
        out.print('\n');
        out.flush();
    }

    /** Keeps the stream open and escapes. Such characters can only stand inside JSON strings, so escapes are right. */
    private static final class EscapingWriter extends FilterWriter {
        EscapingWriter(Writer out) {
            super(out);
        }

        private static boolean isEscaped(char c) {
            return c >= 0x7F && SafeText.isUnsafe(c);
        }

        private void escape(char c) throws IOException {
            out.write(String.format("\\u%04x", (int) c));
        }

        @Override
        public void write(int c) throws IOException {
            if (isEscaped((char) c)) {
                escape((char) c);
            } else {
                out.write(c);
            }
        }

        /** In runs between what is escaped: character by character this took a fifth of an export. */
        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            int done = offset;
            for (int i = offset; i < offset + length; i++) {
                if (isEscaped(buffer[i])) {
                    out.write(buffer, done, i - done);
                    escape(buffer[i]);
                    done = i + 1;
                }
            }
            out.write(buffer, done, offset + length - done);
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            write(text.toCharArray(), offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
