package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.IssueCode;
import dev.faultline.store.Case;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies about itself: everything that can be read is, and what cannot is said for what it is. */
class HostileContainersTest {
    @TempDir
    Path folder;

    private Case made;

    @BeforeEach
    void make() throws IOException {
        made = Case.create(folder.resolve("case"), "containers");
    }

    @AfterEach
    void close() throws IOException {
        made.close();
    }

    private static byte[] log(int from, int to) {
        StringBuilder log = new StringBuilder();
        for (int i = from; i < to; i++) {
            log.append("2026-03-05T14:02:%02d.000Z INFO request %d%n".formatted(i % 60, i));
        }
        return log.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private List<SourceReport> run(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        return Import.run(made, List.of(file), ImportOptions.DEFAULT, ImportListener.NONE, () -> false)
                .sources();
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream packed = new ZipOutputStream(out)) {
            for (String name : List.of("a.log", "b.log")) {
                packed.putNextEntry(new ZipEntry(name));
                packed.write(name.equals("a.log") ? log(0, 20) : log(20, 50));
            }
        }
        return out.toByteArray();
    }

    private static int at(byte[] zip, String magic, int from) {
        return new String(zip, StandardCharsets.ISO_8859_1).indexOf(magic, from);
    }

    @Test
    void readsMembersThatTheDirectoryNamesAtMoreLength() throws IOException {
        byte[] packed = zip();
        int listed = at(packed, "PK\u0001\u0002", 0);
        byte[] name = "../../a-much-longer-name/than-its-own-header-has.log".getBytes(StandardCharsets.UTF_8);
        byte[] longer = joined(
                Arrays.copyOf(packed, listed + 46),
                name,
                Arrays.copyOfRange(packed, listed + 46 + "a.log".length(), packed.length));
        longer[listed + 28] = (byte) name.length;
        int end = at(longer, "PK\u0005\u0006", 0);
        longer[end + 12] = (byte) (longer[end + 12] + name.length - "a.log".length());
        List<SourceReport> reports = run("names.zip", longer);
        assertThat(reports).noneMatch(report -> report.counts().containsKey(IssueCode.BOMB_RATIO));
        assertThat(made.reader().events()).isEqualTo(50);
    }

    @Test
    void isNotToldByAnEndInTheCommentThatAZipIsEmpty() throws IOException {
        byte[] packed = zip();
        byte[] end = new byte[22];
        System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, end, 0, 4);
        packed[packed.length - 2] = (byte) end.length;
        run("comment.zip", joined(packed, end));
        assertThat(made.reader().events()).isEqualTo(50);
    }

    /** The library that writes it allows no such headers by their names. */
    private static byte[] sparse(byte[] tar) {
        return new String(tar, StandardCharsets.ISO_8859_1)
                .replace("HID.sparse.", "GNU.sparse.")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void readsATarWhoseFileHasAHoleInEveryOtherByte() throws IOException {
        StringBuilder map = new StringBuilder();
        byte[] content = new byte[20_000];
        Arrays.fill(content, (byte) 'x');
        for (int i = 0; i < content.length; i++) {
            map.append(i == 0 ? "" : ",").append(2 * i).append(",1");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            TarArchiveEntry whole = new TarArchiveEntry("whole.log");
            whole.setSize(log(0, 30).length);
            tar.putArchiveEntry(whole);
            tar.write(log(0, 30));
            tar.closeArchiveEntry();
            TarArchiveEntry holes = new TarArchiveEntry("holes.log");
            holes.setSize(content.length);
            holes.addPaxHeader("HID.sparse.size", String.valueOf(2 * content.length));
            holes.addPaxHeader("HID.sparse.numblocks", String.valueOf(content.length));
            holes.addPaxHeader("HID.sparse.map", map.toString());
            tar.putArchiveEntry(holes);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        List<SourceReport> reports = run("holes.tar", sparse(out.toByteArray()));
        assertThat(reports)
                .filteredOn(report -> report.path().equals("whole.log"))
                .singleElement()
                .satisfies(report -> assertThat(report.source().events()).isEqualTo(30));
    }

    @Test
    void readsWhatStandsBehindAHoleThatIsLongerThanALine() throws IOException {
        SourceReport report = run("hole.log", joined(log(0, 10), new byte[3 << 20], log(10, 20)))
                .getFirst();
        assertThat(report.source().events()).isEqualTo(20);
        assertThat(report.counts()).containsOnlyKeys(IssueCode.NUL_BYTES);
        assertThat(report.issues().getFirst().detail())
                .startsWith((3 << 20) + " zero bytes from byte " + log(0, 10).length);
    }

    @Test
    void knowsALogThatWasEmptiedUnderItsWriter() throws IOException {
        SourceReport report =
                run("emptied.log", joined(new byte[2 << 20], log(0, 20))).getFirst();
        assertThat(report.source().format()).isEqualTo("text-log");
        assertThat(report.source().events()).isEqualTo(20);
        assertThat(made.reader().events()).isEqualTo(20);
    }

    @Test
    void takesUtf16ThatWasAddedToOtherTextForNoReasonToReadAllOfItSo() throws IOException {
        byte[] wide = new String(log(20, 40), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE);
        SourceReport report =
                run("mixed.log", joined(log(0, 20), wide, log(40, 60))).getFirst();
        assertThat(report.source().events()).isGreaterThanOrEqualTo(39);
        assertThat(report.counts()).containsKey(IssueCode.NUL_BYTES);
    }

    @Test
    void saysThatAStreamIsCutOffWhereNothingOfItCanBeRead() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZCompressorOutputStream packed = new XZCompressorOutputStream(out)) {
            packed.write(log(0, 5_000));
        }
        SourceReport report =
                run("cut.log.xz", Arrays.copyOf(out.toByteArray(), 900)).getFirst();
        assertThat(report.counts()).containsOnlyKeys(IssueCode.TRUNCATED);
        assertThat(report.issues().getFirst().detail()).doesNotContain("null");
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new java.util.Random(7).nextBytes(noise);
        return noise;
    }

    @Test
    void saysWhatToDoWithAnArchiveThatIsNotOpened() throws IOException {
        byte[] rar = joined("Rar!\u001a\u0007\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1), noise(200));
        SourceReport report = run("logs.rar", rar).getFirst();
        assertThat(report.issues().getFirst().detail())
                .startsWith("a RAR archive")
                .contains("unpack it");
    }

    @Test
    void keepsANumberThatIsNoneAsText() throws IOException {
        Imported log = Imported.text(folder, "nan.jsonl", """
                {"time":"2026-03-05T14:00:00Z","message":"one","load":NaN,"all":{"of":[-Infinity,1.5]}}
                {"time":"2026-03-05T14:00:01Z","message":"two","load":0.5}
                """);
        assertThat(log.event("one").attributes().values())
                .extracting(value -> value.type() + " " + value.text())
                .noneMatch(text -> text.startsWith("DOUBLE"))
                .contains("STRING NaN");
        assertThat(log.event("one").attributes().toString()).contains("\"-Infinity\"");
    }
}
