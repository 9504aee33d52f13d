package dev.faultline.importers;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes that Jazzer makes, through detection and the importer that the first byte chooses. In a plain build only the
 * project's seeds run; {@code -Pfuzz} searches. See CONTRIBUTING.md.
 */
class ParserFuzzTest {
    private static final List<Importer> IMPORTERS = HostileReading.importers();

    static Stream<byte[]> seeds() {
        return HostileSeeds.all().stream().map(ParserFuzzTest::chosen);
    }

    /** The seed behind the number of the format that knows it. */
    private static byte[] chosen(byte[] seed) {
        Importer found = HostileReading.detected(seed);
        byte[] bytes = new byte[seed.length + 1];
        bytes[0] = (byte) Math.max(0, IMPORTERS.indexOf(found));
        System.arraycopy(seed, 0, bytes, 1, seed.length);
        return bytes;
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsWhateverItIsGiven(byte[] bytes) {
        if (bytes == null || bytes.length == 0) {
            return;
        }
        Importer importer = IMPORTERS.get((bytes[0] & 0xFF) % IMPORTERS.size());
        HostileReading.both(importer, java.util.Arrays.copyOfRange(bytes, 1, bytes.length));
    }
}
