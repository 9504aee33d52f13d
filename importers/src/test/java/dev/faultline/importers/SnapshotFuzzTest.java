package dev.faultline.importers;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures and recorded requests, as bytes that Jazzer makes. See CONTRIBUTING.md. */
class SnapshotFuzzTest {
    static Stream<byte[]> seeds() {
        return HostileSeeds.all().stream();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void readsAnySentryEvent(byte[] bytes) {
        HostileReading.as(HostileReading.named("sentry"), bytes == null ? new byte[0] : bytes, Long.MAX_VALUE);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void readsAnyPythonTraceback(byte[] bytes) {
        HostileReading.as(
                HostileReading.named("python-traceback"), bytes == null ? new byte[0] : bytes, Long.MAX_VALUE);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void readsAnyHar(byte[] bytes) {
        HostileReading.as(HostileReading.named("har"), bytes == null ? new byte[0] : bytes, Long.MAX_VALUE);
    }
}
