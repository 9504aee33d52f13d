package dev.faultline.importers;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Traces, as bytes that Jazzer makes, each through its own importer. See CONTRIBUTING.md. */
class TraceFuzzTest {
    static Stream<byte[]> seeds() {
        return HostileSeeds.all().stream();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void readsAnyOtlpProtobuf(byte[] bytes) {
        HostileReading.as(HostileReading.named("otlp-protobuf"), bytes == null ? new byte[0] : bytes, Long.MAX_VALUE);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void readsAnyOtlpJson(byte[] bytes) {
        HostileReading.as(HostileReading.named("otlp-json"), bytes == null ? new byte[0] : bytes, Long.MAX_VALUE);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void readsAnyJaeger(byte[] bytes) {
        HostileReading.as(HostileReading.named("jaeger"), bytes == null ? new byte[0] : bytes, Long.MAX_VALUE);
    }
}
