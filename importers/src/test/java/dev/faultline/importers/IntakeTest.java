package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
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
import org.junit.jupiter.api.Assumptions;
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
    void showsTheBeginningOfARecordThatIsAWholeFile() throws IOException {
        run("one-line.log", bytes("2026-03-05T14:02:11Z INFO " + "x".repeat(9 << 20) + "\n"));
        Event event = made.reader().blocks().getFirst().event(0);
        assertThat(event.message()).hasSizeLessThanOrEqualTo(Limits.LINE);
        assertThat(made.reader().text(event.location()))
                .hasSizeLessThan((8 << 20) + 200)
                .endsWith("of its " + event.location().length() + " bytes are not shown]");
        assertThat(made.check().ok()).isTrue();
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

    private static byte[] zipOf(int members) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream packed = new ZipOutputStream(out)) {
            for (int i = 0; i < members; i++) {
                packed.putNextEntry(new ZipEntry(i + ".log"));
                packed.write(bytes("2026-03-05T14:02:0" + i + ".000Z INFO from member " + i + "\n"));
            }
        }
        return out.toByteArray();
    }

    @Test
    void namesTheMemberThatIsDamagedAndKeepsTheOthers() throws IOException {
        byte[] packed = zipOf(3);
        // The checksum in the directory's first line.
        int listed = new String(packed, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        packed[listed + 16] ^= 0x55;
        List<SourceReport> reports = run("damaged.zip", packed).sources();
        assertThat(made.reader().events()).isEqualTo(3);
        assertThat(reports)
                .filteredOn(report -> report.counts().containsKey(IssueCode.CRC_MISMATCH))
                .singleElement()
                .satisfies(report -> assertThat(report.path()).isEqualTo("0.log"));
    }

    @Test
    void readsAZipWithoutItsDirectoryAsFarAsItGoes() throws IOException {
        byte[] packed = zipOf(3);
        int listed = new String(packed, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        List<SourceReport> reports =
                run("headless.zip", Arrays.copyOf(packed, listed)).sources();
        assertThat(made.reader().events()).isEqualTo(3);
        assertThat(reports).anyMatch(report -> report.counts().containsKey(IssueCode.TRUNCATED));
    }

    @Test
    void unpacksNothingOfAZipWhoseMembersShareBytes() throws IOException {
        byte[] packed = zipOf(2);
        String text = new String(packed, StandardCharsets.ISO_8859_1);
        int second = text.indexOf("PK\u0001\u0002", text.indexOf("PK\u0001\u0002") + 1);
        // The second line of the directory now points at the first member.
        Arrays.fill(packed, second + 42, second + 46, (byte) 0);
        SourceReport report = run("overlap.zip", packed).sources().getFirst();
        assertThat(report.outcome()).isEqualTo(SourceReport.Outcome.REFUSED);
        assertThat(report.counts()).containsKey(IssueCode.BOMB_RATIO);
    }

    @Test
    void saysThatAZipHoldsALinkWhichOnlyItsDirectoryTells() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var zip = new org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream(out)) {
            var link = new org.apache.commons.compress.archivers.zip.ZipArchiveEntry("passwd.log");
            link.setUnixMode(0120777);
            zip.putArchiveEntry(link);
            zip.write(bytes("/etc/passwd"));
            zip.closeArchiveEntry();
        }
        SourceReport report = run("link.zip", out.toByteArray()).sources().getFirst();
        assertThat(report.counts()).containsKey(IssueCode.LINK_ESCAPE);
        assertThat(made.reader().events()).isZero();
    }

    @Test
    void stopsAtATarHeaderThatGrowsWithoutEnd() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            TarArchiveEntry name = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
            name.setSize(8 << 20);
            tar.putArchiveEntry(name);
            tar.write(new byte[8 << 20]);
            tar.closeArchiveEntry();
        }
        SourceReport report = run("name.tar", out.toByteArray()).sources().getFirst();
        assertThat(report.counts()).containsKey(IssueCode.BAD_HEADER);
    }

    @Test
    void takesAFileThatVanishesForOneThatCannotBeRead() throws IOException {
        Path file = Files.write(folder.resolve("gone.log"), bytes(log(5)));
        ImportPlan plan = Import.plan(List.of(file), ImportOptions.DEFAULT, () -> false);
        Files.delete(file);
        ImportReport report = Import.run(made, plan, ImportListener.NONE, () -> false);
        assertThat(report.sources().getFirst().outcome()).isEqualTo(SourceReport.Outcome.REFUSED);
    }

    @Test
    void saysWhereBytesAreNoUtf16AndKeepsTheLine() throws IOException {
        byte[] wide = log(40).getBytes(StandardCharsets.UTF_16LE);
        // Half of a pair.
        wide[200] = 0;
        wide[201] = (byte) 0xD8;
        SourceReport report = run("bad.log", wide).sources().getFirst();
        assertThat(report.source().events()).isEqualTo(40);
        assertThat(report.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo(IssueCode.BAD_UTF16);
            assertThat(issue.offset()).isEqualTo(200);
        });
    }

    @Test
    void readsUtf32AndLeadsBackToItsBytes() throws IOException {
        byte[] wide = ("\uFEFF" + log(40)).getBytes(java.nio.charset.Charset.forName("UTF-32LE"));
        SourceReport report = run("wider.log", wide).sources().getFirst();
        assertThat(report.issues()).isEmpty();
        assertThat(report.source().events()).isEqualTo(40);
        assertThat(lastText(report)).contains("request 39 took");
    }

    @Test
    void takesACarriageReturnAloneForTheEndOfALineWhereNoOtherIs() throws IOException {
        SourceReport report =
                run("old.log", bytes(log(40).replace('\n', '\r'))).sources().getFirst();
        assertThat(report.source().events()).isEqualTo(40);
        assertThat(lastText(report)).contains("request 39 took").doesNotContain("request 38");
    }

    @Test
    void takesAByteOrderMarkBetweenTwoFilesForNoText() throws IOException {
        SourceReport report = run("both.log", bytes("\uFEFF" + log(20) + "\uFEFF" + log(20)))
                .sources()
                .getFirst();
        assertThat(report.source().events()).isEqualTo(40);
        assertThat(lastText(report)).contains("request 19 took");
    }

    @Test
    void keepsUtf8WhereOneLineIsNone() throws IOException {
        byte[] text = bytes(log(40));
        Arrays.fill(text, 60, 80, (byte) 0xC0);
        SourceReport report = run("one.log", text).sources().getFirst();
        assertThat(report.source().charset()).isEqualTo("UTF-8");
        assertThat(report.counts()).containsEntry(IssueCode.BAD_UTF8, 1L);
    }

    @Test
    void keepsWhatABzip2HeldBeforeWhatDoesNotBelongToIt() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var packed = new org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream(out)) {
            packed.write(bytes(log(40)));
        }
        out.write(bytes("junk"));
        SourceReport report = run("tail.log.bz2", out.toByteArray()).sources().getFirst();
        assertThat(report.source().events()).isEqualTo(40);
        assertThat(report.counts()).containsOnlyKeys(IssueCode.TRAILING_GARBAGE);
    }

    @Test
    void readsAZstdThatBeginsWithAFrameOfNotes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4});
        out.write(com.github.luben.zstd.Zstd.compress(bytes(log(40))));
        SourceReport report = run("notes.log.zst", out.toByteArray()).sources().getFirst();
        assertThat(report.source().events()).isEqualTo(40);
    }

    @Test
    void saysThatAnEventLogEndsInItsHeader() throws IOException {
        byte[] head = Arrays.copyOf(bytes("ElfFile\0"), 200);
        assertThat(run("cut.evtx", head).sources().getFirst().counts()).containsOnlyKeys(IssueCode.TRUNCATED);
    }

    @Test
    void saysThatTheHeaderOfATarIsDamaged() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            TarArchiveEntry entry = new TarArchiveEntry("a.log");
            byte[] text = bytes(log(40));
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
        }
        byte[] damaged = out.toByteArray();
        damaged[1] ^= 1;
        SourceReport report = run("sum.tar", damaged).sources().getFirst();
        assertThat(report.source().events()).isEqualTo(40);
        assertThat(report.counts()).containsOnlyKeys(IssueCode.CRC_MISMATCH);
    }

    private String lastText(SourceReport report) throws IOException {
        Source source = report.source();
        var id = new dev.faultline.model.EventId(source.id(), source.events() - 1);
        return made.reader().text(made.reader().event(id).orElseThrow().location());
    }

    @Test
    void saysWhatFollowsAGzipAndReadsIt() throws IOException {
        byte[] packed = gzip(bytes(log(30)));
        byte[] longer = Arrays.copyOf(packed, packed.length + 20);
        Arrays.fill(longer, packed.length, longer.length, (byte) 'x');
        SourceReport report = run("tail.log.gz", longer).sources().getFirst();
        assertThat(report.source().events()).isEqualTo(30);
        assertThat(report.counts()).containsOnlyKeys(IssueCode.TRAILING_GARBAGE);
    }

    private static void member(TarArchiveOutputStream tar, String name, byte[] content, String time)
            throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        if (time != null) {
            entry.addPaxHeader("xtime", time);
        }
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    @Test
    void keepsTheMembersAroundAndBehindAnExtendedHeaderThatIsNoNumber() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            member(tar, "a.log", bytes(log(3)), null);
            member(tar, "b.log", bytes(log(4)), "12x4567890");
            member(tar, "c.log", bytes(log(5)), null);
        }
        String text = new String(out.toByteArray(), StandardCharsets.ISO_8859_1);
        assertThat(text).contains("xtime=12x4567890");
        byte[] broken = text.replace("xtime=", "mtime=").getBytes(StandardCharsets.ISO_8859_1);
        ImportReport report = run("pax.tar", broken);
        assertThat(report.sources())
                .extracting(source -> source.path() + " " + source.source().events())
                .containsExactly("a.log 3", "b.log 4", "c.log 5");
        assertThat(report.sources().get(1).counts()).containsOnlyKeys(IssueCode.BAD_HEADER);
    }

    @Test
    void readsAPipeThatAPersonNamesAndRefusesDevicesAndTheKernelsAnswersInWords() throws Exception {
        Path zero = Path.of("/dev/zero");
        Path answer = Path.of("/proc/self/status");
        Assumptions.assumeTrue(Files.exists(zero) && Files.exists(answer), "a system with /dev and /proc");
        ImportReport refused =
                Import.run(made, List.of(zero, answer), ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
        assertThat(refused.sources()).allMatch(source -> source.counts().containsKey(IssueCode.SPECIAL_FILE));
        assertThat(refused.sources().getFirst().issues().getFirst().detail()).contains("device");
        assertThat(refused.sources().getLast().issues().getFirst().detail()).contains("kernel");

        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                Files.writeString(pipe, log(7));
            } catch (IOException gone) {
                throw new java.io.UncheckedIOException(gone);
            }
        });
        ImportReport read = Import.run(made, List.of(pipe), ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
        writer.join();
        assertThat(read.sources().getFirst().source().events()).isEqualTo(7);
    }
}
