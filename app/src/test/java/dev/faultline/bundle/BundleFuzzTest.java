package dev.faultline.bundle;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Manifests of bundles that Jazzer makes, in archives and seals that are whole. See CONTRIBUTING.md. */
class BundleFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"format\":\"faultline-bundle/1\",\"files\":{\"annotations.json\":{\"sha256\":"
                                + "\"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\"}},\"sources\":[{\"id\":1}]}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "2m")
    void opensAnyManifestOrRefusesIt(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("faultline-fuzz-", ".faultline");
        try {
            try (SealedZip zip = new SealedZip(file)) {
                zip.add(BundleFormat.MANIFEST, out -> out.write(bytes == null ? new byte[0] : bytes));
                zip.add(BundleFormat.ANNOTATIONS, out -> out.write(new byte[] {'{', '}'}));
                zip.seal();
            }
            try (BundleFile opened = BundleFile.open(file)) {
                opened.manifest().at("sources").items();
            }
        } catch (BundleFile.Refused refused) {
            // In words, as it should.
        } finally {
            Files.delete(file);
        }
    }
}
