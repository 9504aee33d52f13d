package dev.faultline.importers.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.importers.Reading;
import dev.faultline.model.Event;
import dev.faultline.model.Frame;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.Timestamps;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ForeignBinariesTest {
    private static final Path HOSTILE = Path.of("../../shared/badinput/open");

    private static byte[] hostile(String name) throws IOException {
        assumeThat(HOSTILE.resolve(name)).as("the hostile files").exists();
        byte[] bytes = Files.readAllBytes(HOSTILE.resolve(name));
        if (!name.endsWith(".gz")) {
            return bytes;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    @Test
    void readsEveryEventOfAFlightRecording() throws IOException {
        Reading reading = Reading.ofSample("snapshots/java/orders.jfr", "jfr");
        assertThat(reading.events).hasSize(14_602);
        assertThat(reading.issues()).isSubsetOf(IssueCode.SECRETS);
        assertThat(reading.events.stream()
                        .map(event -> event.location().offset())
                        .distinct())
                .as("each has a place of its own")
                .hasSize(14_602);
        assertThat(reading.events)
                .filteredOn(event -> "jdk.JavaMonitorEnter".equals(event.name()) && event.duration() > 0)
                .isNotEmpty()
                .allMatch(event -> event.exception() != null && event.thread() != null);
        assertThat(reading.events)
                .filteredOn(event -> "jdk.JavaExceptionThrow".equals(event.name()))
                .isNotEmpty()
                .allMatch(event -> !event.exception().type().isEmpty());
        assertThat(reading.events)
                .allMatch(event -> Timestamps.format(event.time()).startsWith("2026-11-20T19:49"));
    }

    @Test
    void stopsAtAChunkThatWouldNeverEnd() throws IOException {
        byte[] bytes = Reading.sample("snapshots/java/jmc-full_gc_g1.jfr");
        ByteBuffer.wrap(bytes).putLong(8, 0);
        Reading reading = Reading.of(bytes, "jfr");
        assertThat(reading.events).isEmpty();
        assertThat(reading.issues()).containsExactly(IssueCode.BAD_HEADER);
    }

    @Test
    void goesOnBehindABrokenChunk() throws IOException {
        byte[] bytes = Reading.sample("snapshots/java/orders.jfr");
        Arrays.fill(bytes, 826_631 + 100_000, 826_631 + 700_000, (byte) 0x5A);
        Reading reading = Reading.of(bytes, "jfr");
        assertThat(reading.issues()).contains(IssueCode.BAD_RECORD);
        assertThat(reading.events)
                .anyMatch(event -> event.location().offset() < 826_631)
                .anyMatch(event -> event.location().offset() > 1_653_262);
    }

    @Test
    void refusesTheRecordingsOfOldVirtualMachinesInASentence() throws IOException {
        byte[] bytes = Reading.sample("snapshots/java/jmc-full_gc_g1.jfr");
        ByteBuffer.wrap(bytes).putShort(4, (short) 0);
        assertThat(Reading.of(bytes, "jfr").issues()).containsExactly(IssueCode.UNSUPPORTED_VERSION);
    }

    @Test
    void makesOneProblemOfABrokenRecording() throws IOException {
        assertThat(Reading.of(hostile("jfr-truncated.jfr.gz"), "jfr").issues()).contains(IssueCode.TRUNCATED);
        assertThat(Reading.of(hostile("jfr-garbage-block-0.jfr.gz"), "jfr").issues())
                .contains(IssueCode.BAD_RECORD);
        assertThat(Reading.of(hostile("jfr-garbage-block-1.jfr.gz"), "jfr").issues())
                .contains(IssueCode.BAD_RECORD);
    }

    @Test
    void showsWhatTheThreadHeldThatRanOutOfMemory() throws IOException {
        Reading reading = Reading.ofSample("snapshots/java/leak-oom.hprof", "hprof");
        assertThat(reading.issues()).isEmpty();
        Event thread = reading.events.stream()
                .filter(event -> "session-writer".equals(event.thread()))
                .findFirst()
                .orElseThrow();
        assertThat(thread.kind()).isEqualTo(Kind.SNAPSHOT);
        assertThat(thread.severity()).isEqualTo(Severity.ERROR);
        assertThat(Timestamps.format(thread.time())).isEqualTo("2026-11-20T19:56:25.911000000Z");
        assertThat(thread.exception().frames())
                .extracting(Frame::function)
                .contains("java.lang.OutOfMemoryError.<init>");
        assertThat(reading.events)
                .filteredOn(event -> event.attributes().containsKey("jvm.class.rank"))
                .extracting(Event::name)
                .contains("byte[]", "java.lang.String");
    }

    @Test
    void readsEveryObjectOfASmallDump() throws IOException {
        Reading reading = Reading.of(hostile("heap-valid-tiny.hprof"), "hprof");
        assertThat(reading.events).hasSize(420).allMatch(event -> "object".equals(event.name()));
        assertThat(reading.issues()).isEmpty();
    }

    @Test
    void believesNoLengthOfABrokenDump() throws IOException {
        Reading cut = Reading.of(hostile("heap-truncated.hprof"), "hprof");
        assertThat(cut.events).hasSizeBetween(60, 400);
        assertThat(cut.issues()).contains(IssueCode.TRUNCATED);
        assertThat(Reading.of(hostile("heap-lie-reclen.hprof"), "hprof").issues())
                .contains(IssueCode.TRUNCATED);
        assertThat(Reading.of(hostile("heap-lie-arr.hprof"), "hprof").issues()).contains(IssueCode.TRUNCATED);
    }

    @Test
    void readsTheSamplesOfAProfileWithTheirStacks() throws IOException {
        byte[] packed = Reading.sample("snapshots/profiles/apm-cpu.pprof");
        byte[] bytes;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            bytes = in.readAllBytes();
        }
        Reading reading = Reading.of(bytes, "pprof");
        assertThat(reading.events).isNotEmpty().allMatch(event -> event.attributes()
                .containsKey("profile.cpu_nanoseconds"));
        assertThat(reading.issues()).isEmpty();
        Reading cut = Reading.of(Arrays.copyOf(bytes, bytes.length / 2), "pprof");
        assertThat(cut.issues()).containsExactly(IssueCode.TRUNCATED);
    }
}
