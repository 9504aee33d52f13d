package dev.faultline.importers;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Events of Windows, as bytes that Jazzer makes. See CONTRIBUTING.md. */
class WindowsFuzzTest {
    static Stream<byte[]> seeds() {
        return HostileSeeds.all().stream();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void readsAnyEventXml(byte[] bytes) {
        HostileReading.as(
                HostileReading.named("windows-event-xml"), bytes == null ? new byte[0] : bytes, Long.MAX_VALUE);
    }
}
