package dev.faultline.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program's log, and what of it may be sent. */
class DiagnosisTest {
    @TempDir
    Path home;

    private Folders folders(String system) {
        return new Folders(Map.of(), home, system, home.resolve("tmp"));
    }

    @Test
    void aDiagnosisSaysWhereAnErrorCameFromAndNothingOfTheEvidence() throws IOException {
        Folders folders = folders("Linux");
        try (ProgramLog log = ProgramLog.in(folders.logs(), 100_000)) {
            assertThat(log).isNotNull();
            Logger.getLogger("dev.faultline.Shop")
                    .log(
                            Level.WARNING,
                            "customer 4711 at /srv/evidence/secret.log",
                            new IllegalStateException(
                                    "card 4242", new IOException("order-77\n\tat evil.Line(secret words)")));
        }
        assertThat(Files.readString(ProgramLog.current(folders.logs())))
                .contains("customer 4711")
                .contains("card 4242");
        String text = Diagnosis.of(folders, List.of("Formats    x")).text();
        assertThat(text)
                .contains("Faultline  ")
                .contains("WARNING dev.faultline.Shop")
                .contains("java.lang.IllegalStateException")
                .contains("java.io.IOException")
                .contains("DiagnosisTest.java:")
                .contains("~/.local/state/faultline")
                .doesNotContain("4711", "4242", "secret", "order-77", home.toString());
    }

    @Test
    void theLogNeverGrowsBeyondItsFiles() throws IOException {
        Path folder = folders("Linux").logs();
        try (ProgramLog log = ProgramLog.in(folder, 2_000)) {
            assertThat(log).isNotNull();
            for (int i = 0; i < 500; i++) {
                Logger.getLogger("dev.faultline.Shop").warning("something of about eighty characters, number " + i);
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".log"))).hasSize(5);
        }
        assertThat(Files.readString(ProgramLog.current(folder))).contains("number 499");
    }

    @Test
    void everySystemHasItsLogWhereItKeepsLogs() {
        assertThat(folders("Mac OS X").logs()).isEqualTo(home.resolve("Library/Logs/Faultline"));
        assertThat(folders("Windows 11").logs()).isEqualTo(home.resolve("AppData/Local/Faultline/logs"));
        assertThat(new Folders(Map.of("XDG_STATE_HOME", "/s", "XDG_CONFIG_HOME", "not/absolute"), home, "Linux", home))
                .returns(Path.of("/s/faultline"), Folders::logs)
                .returns(home.resolve(".config/faultline"), Folders::settings);
    }

    @Test
    void theGuideIsInTheProgramWholeAndReadsWithoutTables() throws IOException {
        List<Guide.Page> pages = Guide.pages();
        assertThat(pages).allSatisfy(page -> {
            assertThat(page.title()).isNotBlank();
            assertThat(page.markdown().lines()).noneMatch(line -> line.startsWith("|"));
        });
        assertThat(pages).anyMatch(page -> page.has("NOTHING is recognised"));
        assertThat(Guide.page("# T\n\n| key | means |\n|---|---|\n| `a` | b [c](d.md) |\n")
                        .markdown())
                .isEqualTo("# T\n\n- `a` · b c\n");
    }
}
