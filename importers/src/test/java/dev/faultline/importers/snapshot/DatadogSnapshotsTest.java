package dev.faultline.importers.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Lines;
import dev.faultline.importers.SourceContext;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Timestamps;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatadogSnapshotsTest {
    private static final Path SAMPLES = Path.of("../../shared/samples/snapshots/datadog");

    @ParameterizedTest
    @CsvSource({
        "shop-0011.json, 3, 2026-11-20T19:51:06.416000000Z, 2026-11-20T19:51:06.440000000Z",
        "shop-0013.json, 5, 2026-11-20T19:51:06.935000000Z, 2026-11-20T19:51:06.984000000Z",
        "shop-0016.json, 4, 2026-11-20T19:51:07.040000000Z, 2026-11-20T19:51:07.064000000Z",
        "dd-smallSnapshot.json, 1, 2023-06-14T09:19:09.534000000Z, 2023-06-14T09:19:09.534000000Z"
    })
    void readsTheCountedSnapshots(String file, int count, String first, String last) throws IOException {
        Sink sink = read(sample(file));
        assertThat(sink.events).hasSize(count);
        assertThat(sink.issues).isEmpty();
        assertThat(Timestamps.format(sink.events.getFirst().time())).isEqualTo(first);
        assertThat(Timestamps.format(sink.events.getLast().time())).isEqualTo(last);
    }

    @Test
    void showsTheLegacyTierOfTheFailingCall() throws IOException {
        Event failing = read(sample("shop-0013.json")).events.get(3);
        assertThat(failing.detail()).isInstanceOf(Snapshot.class);
        assertThat(((Snapshot) failing.detail()).frames().getFirst().variables())
                .anySatisfy(variable -> {
                    assertThat(variable.name()).isEqualTo("tier");
                    assertThat(variable.type()).isEqualTo("java.lang.String");
                    assertThat(variable.value()).isEqualTo("legacy");
                });
    }

    @Test
    void leadsBackToTheBytesOfTheRecord() throws IOException {
        byte[] bytes = sample("shop-0013.json");
        for (Event event : read(bytes).events) {
            int from = (int) event.location().offset();
            assertThat(bytes[from]).isEqualTo((byte) '{');
            assertThat(bytes[from + event.location().length() - 1]).isEqualTo((byte) '}');
        }
    }

    @Test
    void keepsWhatStandsBeforeACut() throws IOException {
        byte[] bytes = sample("shop-0013.json");
        for (int seventh = 1; seventh < 7; seventh++) {
            Sink sink = read(Arrays.copyOf(bytes, bytes.length * seventh / 7));
            assertThat(sink.issues).contains(IssueCode.TRUNCATED);
        }
    }

    @Test
    void cutsATreeThatIsTooDeep() throws IOException {
        String deep = "{\"debugger\":{\"snapshot\":{\"timestamp\":1,\"captures\":{\"return\":{\"locals\":{\"x\":"
                + "{\"fields\":{\"x\":".repeat(4_000) + "{}" + "}}".repeat(4_000) + "}}}}}}";
        Sink sink = read(deep.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(sink.events).hasSize(1);
        assertThat(sink.issues).contains(IssueCode.TOO_DEEP);
    }

    private static byte[] sample(String name) throws IOException {
        assumeThat(SAMPLES.resolve(name)).as("the shared samples").exists();
        return Files.readAllBytes(SAMPLES.resolve(name));
    }

    private static Sink read(byte[] bytes) throws IOException {
        Sink sink = new Sink();
        DatadogSnapshots format = new DatadogSnapshots();
        format.read(new Bytes(bytes), sink);
        return sink;
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares inputs
    private record Bytes(byte[] bytes) implements Input {
        @Override
        public Head head() {
            return new Head("sample.json", Arrays.copyOf(bytes, Math.min(bytes.length, 65_536)), false, false);
        }

        @Override
        public SourceContext context() {
            return new SourceContext("sample.json", null, ZoneOffset.UTC, 0);
        }

        @Override
        public Lines lines(EventSink sink) {
            return new Lines(stream(), position -> position);
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

    private static final class Sink implements EventSink {
        private final EventDraft draft = new EventDraft();
        private final List<Event> events = new ArrayList<>();
        private final List<IssueCode> issues = new ArrayList<>();

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
            issues.add(code);
        }

        @Override
        public void report(IssueCode code, String detail, long offset, long line) {
            issues.add(code);
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
