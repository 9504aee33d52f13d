package dev.faultline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.ImportListener;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that are damaged, or made to do damage, are refused in words. */
class DamagedBundleTest {
    private static final String LOG = "2026-03-05T14:00:01.000Z INFO [main] shop - order\n";

    @TempDir
    Path folder;

    private Path sealed(String manifest, String original) throws IOException {
        Path file = folder.resolve("some.faultline");
        try (SealedZip zip = new SealedZip(file)) {
            zip.add(BundleFormat.MANIFEST, out -> out.write(manifest.getBytes(StandardCharsets.UTF_8)));
            zip.add(BundleFormat.ANNOTATIONS, out -> out.write(new byte[] {'{', '}'}));
            if (!original.isEmpty()) {
                zip.add(original, out -> out.write(LOG.getBytes(StandardCharsets.UTF_8)));
            }
            zip.seal();
        }
        return file;
    }

    private static String sha256(String text) {
        return BundleFormat.hex(update(text));
    }

    private static java.security.MessageDigest update(String text) {
        java.security.MessageDigest digest = BundleFormat.digest();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return digest;
    }

    @Test
    void refusesOneWhoseMemberEndsTooSoon() throws IOException {
        Path file = sealed("{\"format\":\"" + "x".repeat(2_000) + "\"}", "");
        byte[] bytes = Files.readAllBytes(file);
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        ByteBuffer packed = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        packed.putInt(directory + 20, packed.getInt(directory + 20) - 6);
        Files.write(file, bytes);
        try (Case into = Case.create(folder.resolve("colleague"), "colleague")) {
            BundleReport report = BundleOpening.into(file, into, ImportListener.NONE, () -> false);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("CRC_MISMATCH");
                assertThat(problem.detail()).contains("ends too soon");
            });
        }
    }

    @Test
    void readsASourceOfAFormatThatIsNotKnownAsWhatItLooksLike() throws IOException {
        String original = BundleFormat.original(sha256(LOG));
        String manifest = """
                {"format": "faultline-bundle/1",
                 "files": {"annotations.json": "%s", "%s": "%s"},
                 "sources": [{"id": 1, "path": "shop.log", "format": "of-tomorrow", "original": "%s", "events": 1}]}
                """.formatted(sha256("{}"), original, sha256(LOG), original);
        try (Case into = Case.create(folder.resolve("colleague"), "colleague")) {
            BundleReport report =
                    BundleOpening.into(sealed(manifest, original), into, ImportListener.NONE, () -> false);
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("UNSUPPORTED_VERSION");
                assertThat(problem.detail()).contains("of-tomorrow");
            });
            assertThat(into.reader().events()).isEqualTo(1);
            assertThat(into.reader().sources().getFirst().format()).isEqualTo("text-log");
        }
    }

    @Test
    void refusesAManifestOfMoreSmallValuesThanMemoryHolds() throws Exception {
        Path file = sealed("{\"sources\":[" + "0,".repeat(10_000_000) + "0]}", "");
        Process opening = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.faultline.Main",
                        "bundle",
                        "open",
                        "--case",
                        folder.resolve("colleague").toString(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(opening.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(opening.waitFor()).isEqualTo(4);
        assertThat(said).contains("BOMB_MEMORY").doesNotContain("Exception").doesNotContain("\tat ");
    }
}
