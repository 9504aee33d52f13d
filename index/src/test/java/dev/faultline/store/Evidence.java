package dev.faultline.store;

import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.Source;
import dev.faultline.model.TimeQuality;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A tiny log format for tests of the store: {@code millis level service message}, a line each. */
final class Evidence {
    private Evidence() {}

    static ByteSource of(String text) {
        return () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    static SourceSpec spec(String path) {
        return new SourceSpec(path, null, "test", "UTF-8", null, 0, null, true);
    }

    /** Imports the text as the pipeline would, whatever the case already holds of it. */
    static Source write(Case target, String path, String text) throws IOException {
        Recognition recognition = target.recognise(path, of(text));
        if (recognition instanceof Recognition.Known known) {
            return known.source();
        }
        try (SourceWriter writer = target.write(spec(path), recognition, of(text))) {
            feed(writer, text, Integer.MAX_VALUE);
            return writer.finish();
        }
    }

    /** Gives the first lines to the writer. */
    static void feed(SourceWriter writer, String text, int lines) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        for (int line = 1; from < bytes.length && line <= lines; line++) {
            int to = from;
            while (to < bytes.length && bytes[to] != '\n') {
                to++;
            }
            writer.evidence(bytes, from, Math.min(bytes.length, to + 1));
            line(writer, bytes, from, to, line);
            from = to + 1;
        }
    }

    private static void line(SourceWriter writer, byte[] bytes, int from, int to, int line) {
        String[] parts = new String(bytes, from, to - from, StandardCharsets.UTF_8).split(" ", 4);
        if (parts.length < 4) {
            writer.reject(IssueCode.BAD_RECORD, "four fields were expected", from, to - from, line);
            return;
        }
        int message = to - parts[3].getBytes(StandardCharsets.UTF_8).length;
        writer.draft()
                .record(bytes, from, to, from, to - from, line)
                .time(Long.parseLong(parts[0]) * 1_000_000, TimeQuality.EXACT)
                .severity(Severity.of(parts[1]).orElseThrow())
                .service(parts[2])
                .message(bytes, message, to);
        writer.accept();
    }
}
