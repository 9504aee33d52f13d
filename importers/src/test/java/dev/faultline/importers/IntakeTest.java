package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.IssueCode;
import dev.faultline.model.Source;
import dev.faultline.store.Case;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    @TempDir
    Path folder;

    private Case made;

    @BeforeEach
    void make() throws IOException {
        made = Case.create(folder.resolve("case"), "intake");
    }

    @AfterEach
    void close() throws IOException {
        made.close();
    }

    private static String log(int lines) {
        StringBuilder log = new StringBuilder();
        Random random = new Random(3);
        for (int i = 0; i < lines; i++) {
            log.append("2026-03-05T14:02:%02d.000Z INFO request %d took %d ms%n"
                    .formatted(i % 60, i, random.nextInt(9_000)));
        }
        return log.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private ImportReport run(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        return Import.run(made, List.of(file), ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(out)) {
            packed.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream packed = new ZipOutputStream(out)) {
            packed.putNextEntry(new ZipEntry(name));
            packed.write(content);
        }
        return out.toByteArray();
    }

    @Test
    void keepsTheBeginningOfATruncatedGzip() throws IOException {
        byte[] packed = gzip(bytes(log(3_000)));
        SourceReport report = run("cut.log.gz", Arrays.copyOf(packed, packed.length * 2 / 3))
                .sources()
                .getFirst();
        assertThat(report.source().events()).isGreaterThan(1_000);
        assertThat(report.counts()).containsKey(IssueCode.TRUNCATED);
    }

    @Test
    void opensAnArchiveInAnArchive() throws IOException {
        ImportReport report = run("outer.zip", zip("logs/inner.log.gz", gzip(bytes(log(20)))));
        Source source = report.sources().getFirst().source();
        assertThat(source.events()).isEqualTo(20);
        assertThat(source.path()).isEqualTo("inner.log");
        assertThat(source.container()).endsWith("outer.zip!logs/inner.log.gz");
    }

    @Test
    void takesANameThatPointsOutsideForANameOnly() throws IOException {
        SourceReport report = run("slip.zip", zip("../../etc/app.log", bytes(log(5))))
                .sources()
                .getFirst();
        assertThat(report.path()).isEqualTo("etc/app.log");
        assertThat(report.counts()).containsKey(IssueCode.PATH_ESCAPE);
        assertThat(report.source().events()).isEqualTo(5);
    }

    @Test
    void followsNoLinkInATar() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            TarArchiveEntry link = new TarArchiveEntry("link.log", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        assertThat(run("links.tar", out.toByteArray()).sources())
                .anyMatch(report -> report.counts().containsKey(IssueCode.LINK_ESCAPE));
    }

    @Test
    void readsUtf16WithoutAMarkAndLeadsBackToItsBytes() throws IOException {
        byte[] wide = log(40).getBytes(StandardCharsets.UTF_16LE);
        Source source = run("wide.log", wide).sources().getFirst().source();
        assertThat(source.charset()).isEqualTo("UTF-16LE");
        assertThat(source.events()).isEqualTo(40);
        var event = made.reader()
                .event(new dev.faultline.model.EventId(source.id(), 39))
                .orElseThrow();
        assertThat(made.reader().text(event.location())).contains("request 39 took");
        assertThat(made.reader().raw(source.id(), 0, wide.length)).isEqualTo(wide);
    }

    @Test
    void saysWhereBytesAreNoUtf8AndKeepsTheLine() throws IOException {
        byte[] content = bytes(log(10));
        content[content.length - 8] = (byte) 0xFF;
        SourceReport report = run("bad.log", content).sources().getFirst();
        assertThat(report.source().events()).isEqualTo(10);
        assertThat(report.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.BAD_UTF8);
            assertThat(issue.line()).isEqualTo(10);
        });
    }

    @Test
    void keepsWhatItCannotReadWithoutEvents() throws IOException {
        byte[] noise = new byte[5_000];
        new Random(1).nextBytes(noise);
        SourceReport report = run("noise.bin", noise).sources().getFirst();
        assertThat(report.source().events()).isZero();
        assertThat(report.source().sha256()).isNotNull();
        assertThat(report.counts()).containsKey(IssueCode.BINARY);
    }

    @Test
    void importsOnlyTheTailOfALogThatHasGrown() throws IOException {
        run("grows.log", bytes(log(50)));
        SourceReport report = run("grows.log", bytes(log(80))).sources().getFirst();
        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.TAIL_IMPORTED);
        assertThat(made.reader().events()).isEqualTo(80);
    }

    @Test
    void goesOnWithTheNextSourceAfterOneThatIsBroken() throws IOException {
        Files.write(folder.resolve("a.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3});
        Files.writeString(folder.resolve("b.log"), log(7));
        ImportReport report = Import.run(
                made,
                List.of(folder.resolve("a.gz"), folder.resolve("b.log")),
                ImportOptions.DEFAULT,
                ImportListener.NONE,
                () -> false);
        assertThat(report.sources()).hasSize(2);
        assertThat(made.reader().events()).isEqualTo(7);
    }
}
