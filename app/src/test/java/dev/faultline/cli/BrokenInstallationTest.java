package dev.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenInstallationTest {
    @Test
    void aLibraryThatIsMissingIsSaidInsteadOfAnEndWithoutAWord(@TempDir Path folder) throws Exception {
        Path log = Files.writeString(
                folder.resolve("app.log"), "2026-03-02T03:10:00Z ERROR [main] shop.Orders - failed\n");
        String withoutZstd = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("zstd-jni"))
                .collect(Collectors.joining(File.pathSeparator));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        Process process = new ProcessBuilder(
                        java,
                        "-cp",
                        withoutZstd,
                        "dev.faultline.Main",
                        "import",
                        "--case",
                        folder + "/case",
                        log.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(ExitCode.CASE);
        assertThat(said).contains("a mistake of Faultline or a broken installation", "Zstd");
    }
}
