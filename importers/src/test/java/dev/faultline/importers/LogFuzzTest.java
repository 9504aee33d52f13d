package dev.faultline.importers;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs, as bytes that Jazzer makes, each through its own importer. See CONTRIBUTING.md. */
class LogFuzzTest {
    static Stream<byte[]> seeds() {
        return HostileSeeds.all().stream();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void readsAnyJsonLog(byte[] bytes) {
        HostileReading.as(HostileReading.named("json-log"), bytes == null ? new byte[0] : bytes, Long.MAX_VALUE);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void readsAnyTextLog(byte[] bytes) {
        HostileReading.as(HostileReading.named("text-log"), bytes == null ? new byte[0] : bytes, Long.MAX_VALUE);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void readsAnyTable(byte[] bytes) {
        HostileReading.as(HostileReading.named("csv"), bytes == null ? new byte[0] : bytes, Long.MAX_VALUE);
    }
}
