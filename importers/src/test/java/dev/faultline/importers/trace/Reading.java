package dev.faultline.importers.trace;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.Lines;
import dev.faultline.importers.SourceContext;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What an importer makes of some bytes. */
final class Reading implements EventSink {
    private static final Path SAMPLES = Path.of("../../shared/samples");

    final List<Event> events = new ArrayList<>();
    final List<IssueCode> rejected = new ArrayList<>();
    final List<IssueCode> reported = new ArrayList<>();
    private final EventDraft draft = new EventDraft();

    static Reading of(Importer importer, byte[] bytes) throws IOException {
        Reading reading = new Reading();
        importer.read(new Bytes(bytes), reading);
        return reading;
    }

    static Reading of(Importer importer, String text) throws IOException {
        return of(importer, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sample(String path) throws IOException {
        Path file = SAMPLES.resolve(path);
        assumeThat(Files.exists(file))
                .as("the shared samples lie beside the project")
                .isTrue();
        return Files.readAllBytes(file);
    }

    static Head head(byte[] bytes, boolean binary) {
        return new Head("x", Arrays.copyOf(bytes, Math.min(bytes.length, Limits.HEAD)), true, binary);
    }

    @Override
    public EventDraft draft() {
        return draft.clear();
    }

    @Override
    public void accept() {
        events.add(draft.toEvent(new EventId(1, events.size())));
    }

    @Override
    public void reject(IssueCode code, String detail, long offset, long length, long line) {
        rejected.add(code);
    }

    @Override
    public void report(IssueCode code, String detail, long offset, long line) {
        reported.add(code);
    }

    @Override
    public boolean cancelled() {
        return false;
    }

    /** Some bytes as a source. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares inputs
    private record Bytes(byte[] bytes) implements Input {
        @Override
        public Head head() {
            return Reading.head(bytes, bytes.length > 0 && bytes[0] < 9);
        }

        @Override
        public SourceContext context() {
            return new SourceContext("x", null, ZoneOffset.UTC, 0);
        }

        @Override
        public Lines lines(EventSink sink) {
            return new Lines(stream(), position -> position, sink);
        }

        @Override
        public InputStream stream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public long originalOffset(long decoded) {
            return decoded;
        }

        @Override
        public Path file() {
            throw new UnsupportedOperationException();
        }
    }
}
