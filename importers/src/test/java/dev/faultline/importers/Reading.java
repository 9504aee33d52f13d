package dev.faultline.importers;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Variable;
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
import java.util.stream.Stream;

/** What one importer makes of some bytes; for tests. */
public final class Reading implements EventSink {
    private static final Path SAMPLES = Path.of("../../shared/samples");

    private final EventDraft draft = new EventDraft();
    /** In the order in which they were given. */
    public final List<Event> events = new ArrayList<>();

    public final List<IssueCode> rejected = new ArrayList<>();
    public final List<IssueCode> reported = new ArrayList<>();

    /** Reads one of the shared samples; skips the test where they are not beside the project. */
    public static Reading ofSample(String path, String format) throws IOException {
        return of(sample(path), format);
    }

    /** Bytes of a shared sample. */
    public static byte[] sample(String path) throws IOException {
        assumeThat(SAMPLES.resolve(path)).as("the shared samples").exists();
        return Files.readAllBytes(SAMPLES.resolve(path));
    }

    /** Reads a text. */
    public static Reading ofText(String text, String format) throws IOException {
        return of(text.getBytes(StandardCharsets.UTF_8), format);
    }

    /** Reads bytes with the importer of this name. */
    public static Reading of(byte[] bytes, String format) throws IOException {
        Importer importer = Formats.all().stream()
                .filter(each -> each.format().equals(format))
                .findFirst()
                .orElseThrow();
        return of(importer, bytes);
    }

    /** Reads a text with an importer. */
    public static Reading of(Importer importer, String text) throws IOException {
        return of(importer, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads bytes with an importer. */
    public static Reading of(Importer importer, byte[] bytes) throws IOException {
        Reading reading = new Reading();
        importer.read(new Bytes(bytes), reading);
        return reading;
    }

    /** What detection sees of these bytes. */
    public static Head head(byte[] bytes, boolean binary) {
        boolean all = bytes.length <= Limits.HEAD;
        return new Head("sample", Arrays.copyOf(bytes, Math.min(bytes.length, Limits.HEAD)), all, binary);
    }

    /** Rejected and reported. */
    public List<IssueCode> issues() {
        return Stream.concat(rejected.stream(), reported.stream()).toList();
    }

    /** The variable with this name in the first frame of the event that has it. */
    public static Variable variable(Event event, String name) {
        Snapshot snapshot = (Snapshot) event.detail();
        return snapshot.frames().stream()
                .flatMap(frame -> frame.variables().stream())
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no variable " + name + " in " + snapshot));
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares inputs
    private record Bytes(byte[] bytes) implements Input {
        @Override
        public Head head() {
            return Reading.head(bytes, bytes.length > 0 && bytes[0] < 9);
        }

        @Override
        public SourceContext context() {
            return new SourceContext("sample", null, ZoneOffset.UTC, 0);
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
        public Path file() throws IOException {
            Path file = Files.createTempFile("faultline-test-", ".bin");
            file.toFile().deleteOnExit();
            return Files.write(file, bytes);
        }
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
}
