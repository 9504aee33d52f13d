package dev.faultline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Source;
import dev.faultline.model.TimeRange;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseTest {
    @TempDir
    Path folder;

    private static String log(int lines) {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            log.append(1_000_000 + i * 7L)
                    .append(i % 10 == 0 ? " error" : " info")
                    .append(" service")
                    .append(i % 3)
                    .append(" request ")
                    .append(i)
                    .append(" took ")
                    .append(i * 31 % 977)
                    .append(" ms\n");
        }
        return log.toString();
    }

    @Test
    void givesBackEventsAndTheirOriginalBytes() throws IOException {
        String log = log(5_000);
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            Source source = Evidence.write(made, "a.log", log);
            assertThat(source.events()).isEqualTo(5_000);
            Event event = made.reader().event(new EventId(1, 4_321)).orElseThrow();
            assertThat(event.message()).isEqualTo("request 4321 took " + 4321 * 31 % 977 + " ms");
            assertThat(event.service()).isEqualTo("service1");
            assertThat(made.reader().text(event.location())).contains("request 4321 took");
            byte[] all = made.reader().raw(1, 0, log.length() + 10);
            assertThat(new String(all, StandardCharsets.UTF_8)).isEqualTo(log);
        }
    }

    @Test
    void holdsEverythingAfterReopening() throws IOException {
        Integrity before;
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            Evidence.write(made, "a.log", log(3_000));
            before = made.check();
        }
        try (Case opened = Case.open(folder.resolve("case"))) {
            assertThat(opened.check()).isEqualTo(before);
            assertThat(before.ok()).isTrue();
            assertThat(before.records()).isEqualTo(3_000);
            assertThat(before.indexed()).isEqualTo(3_000);
        }
    }

    @Test
    void takesAnotherNameAndStaysTheSameCase() throws IOException {
        Path place = folder.resolve("case");
        String id;
        try (Case made = Case.create(place, "case-2026-03-05")) {
            id = made.id();
            made.rename(" Checkout \\ \"fails\" ");
            assertThat(made.name()).isEqualTo("Checkout \\ \"fails\"");
            assertThatThrownBy(() -> made.rename(" ")).isInstanceOf(IOException.class);
            assertThat(made.auditTrail().getLast().action()).isEqualTo("rename");
        }
        try (Case read = Case.openForReading(place)) {
            assertThat(read.name()).isEqualTo("Checkout \\ \"fails\"");
            assertThat(read.id()).isEqualTo(id);
            assertThatThrownBy(() -> read.rename("other")).hasMessageContaining("reading only");
        }
    }

    @Test
    void recognisesTheSameBytesUnderAnotherName() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            Evidence.write(made, "a.log", log(100));
            assertThat(made.recognise("b.log", Evidence.of(log(100)))).isInstanceOf(Recognition.Known.class);
        }
    }

    @Test
    void importsOnlyTheTailOfALogThatHasGrown() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            Evidence.write(made, "a.log", log(100));
            assertThat(made.recognise("a.log", Evidence.of(log(150)))).isInstanceOf(Recognition.Grown.class);
            Source source = Evidence.write(made, "a.log", log(150));
            assertThat(source.events()).isEqualTo(150);
            assertThat(made.reader().sources()).hasSize(1);
            assertThat(made.check().ok()).isTrue();
        }
    }

    @Test
    void reachesBackToNoTimeThatCountsFromAnUnknownStart() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            Evidence.write(made, "uptime.log", "12 info kernel link is up\n90000 info kernel link is down\n");
            assertThat(made.reader().range()).contains(new TimeRange(12_000_000L, 90_000_000_001L));
            Evidence.write(made, "jump.log", "5 info kernel no clock yet\n1795204964000 info kernel clock was set\n");
            assertThat(made.reader().range())
                    .contains(new TimeRange(1_795_204_964_000_000_000L, 1_795_204_964_000_000_001L));
        }
    }

    @Test
    void takesNoReplicaForAnotherOneThatHasGrown() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            Evidence.write(made, "pod-1.log", log(1));
            assertThat(made.recognise("pod-2.log", Evidence.of(log(3)))).isInstanceOf(Recognition.Fresh.class);
            assertThat(made.recognise("pod-1.log", Evidence.of(log(3)))).isInstanceOf(Recognition.Grown.class);
            Evidence.write(made, "long.log", log(500));
            assertThat(made.recognise("renamed.log", Evidence.of(log(501)))).isInstanceOf(Recognition.Grown.class);
        }
    }

    @Test
    void replacesALastLineThatWasStillBeingWritten() throws IOException {
        String whole = log(50);
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            Evidence.write(made, "a.log", whole.substring(0, whole.length() - 4));
            Source source = Evidence.write(made, "a.log", whole);
            assertThat(source.events()).isEqualTo(50);
            assertThat(made.reader().events()).isEqualTo(50);
            assertThat(made.check().records()).isEqualTo(50);
        }
    }

    @Test
    void goesOnAfterAnInterruptionToTheSameDigest() throws IOException {
        String log = log(20_000);
        String undisturbed;
        try (Case made = Case.create(folder.resolve("one"), "test")) {
            Evidence.write(made, "a.log", log);
            undisturbed = made.check().digest();
        }
        try (Case made = Case.create(folder.resolve("two"), "test")) {
            SourceWriter writer = made.write(Evidence.spec("a.log"), new Recognition.Fresh(), Evidence.of(log));
            Evidence.feed(writer, log, 9_000);
            writer.cancel();
        }
        try (Case opened = Case.open(folder.resolve("two"))) {
            assertThat(opened.recognise("a.log", Evidence.of(log))).isInstanceOf(Recognition.Partial.class);
            Source source = Evidence.write(opened, "a.log", log);
            assertThat(source.events()).isEqualTo(20_000);
            assertThat(opened.check().digest()).isEqualTo(undisturbed);
        }
    }

    @Test
    void keepsNothingOfAnImportThatNeverCommitted() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            SourceWriter writer = made.write(Evidence.spec("a.log"), new Recognition.Fresh(), Evidence.of(log(10)));
            Evidence.feed(writer, log(10), 10);
            writer.close();
        }
        try (Case opened = Case.open(folder.resolve("case"))) {
            assertThat(opened.reader().events()).isZero();
            assertThat(opened.check().ok()).isTrue();
        }
    }

    @Test
    void countsAndShowsRejectedRecords() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            Source source = Evidence.write(made, "a.log", log(3) + "nonsense\n" + log(2));
            assertThat(source.rejected()).isEqualTo(1);
            assertThat(made.reader().issues(1, 10)).singleElement().satisfies(issue -> {
                assertThat(issue.code()).isEqualTo(IssueCode.BAD_RECORD);
                assertThat(issue.line()).isEqualTo(4);
                assertThat(issue.loss()).isTrue();
            });
        }
    }

    @Test
    void rebuildsATextIndexThatIsGone() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            Evidence.write(made, "a.log", log(3_000));
        }
        try (Stream<Path> files = Files.list(folder.resolve("case/text"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (Case opened = Case.open(folder.resolve("case"))) {
            assertThat(opened.check().indexed()).isEqualTo(3_000);
        }
    }

    @Test
    void findsAFlippedByteInTheEvidence() throws IOException {
        flipped("evidence");
    }

    @Test
    void findsAFlippedByteInTheEvents() throws IOException {
        flipped("events");
    }

    @Test
    void findsAFlippedByteAnywhereInTheCatalogue() throws IOException {
        Path catalogue = folder.resolve("case/case.db");
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            Evidence.write(made, "a.log", log(300));
        }
        byte[] good = Files.readAllBytes(catalogue);
        for (int at = 4_000; at < good.length; at += 7_919) {
            byte[] bytes = good.clone();
            bytes[at] ^= 4;
            Files.write(catalogue, bytes);
            try (Case opened = Case.open(folder.resolve("case"))) {
                assertThat(opened.check().ok()).as("at %d", at).isFalse();
            } catch (CaseFormatException refused) {
                assertThat(refused).hasMessageContaining("case.db");
            } catch (IOException damaged) {
                assertThat(damaged).as("SQLite itself says so, at %d", at).isNotNull();
            }
        }
    }

    @Test
    void sealsTheCatalogueAnewAfterEveryChange() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            Evidence.write(made, "a.log", log(300));
        }
        try (Case opened = Case.open(folder.resolve("case"))) {
            Evidence.write(opened, "b.log", log(200));
        }
        try (Case opened = Case.openForReading(folder.resolve("case"))) {
            assertThat(opened.check().ok()).isTrue();
            assertThat(opened.check().indexed()).isEqualTo(opened.check().records());
        }
    }

    @Test
    void makesADamagedTextIndexAnew() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            Evidence.write(made, "a.log", log(3_000));
        }
        try (Stream<Path> files = Files.list(folder.resolve("case/text"))) {
            Path info = files.filter(file -> file.toString().endsWith(".si"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(info);
            bytes[bytes.length / 2] ^= 1;
            Files.write(info, bytes);
        }
        try (Case opened = Case.open(folder.resolve("case"))) {
            assertThat(opened.check().textIndexOk()).isTrue();
            assertThat(opened.check().indexed()).isEqualTo(3_000);
        }
    }

    private void flipped(String part) throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            Evidence.write(made, "a.log", log(3_000));
        }
        try (Stream<Path> files = Files.list(folder.resolve("case").resolve(part))) {
            try (RandomAccessFile file =
                    new RandomAccessFile(files.findFirst().orElseThrow().toFile(), "rw")) {
                file.seek(file.length() / 3);
                int old = file.read();
                file.seek(file.length() / 3);
                file.write(old ^ 1);
            }
        }
        try (Case opened = Case.openForReading(folder.resolve("case"))) {
            assertThat(opened.check().ok()).isFalse();
        }
    }

    @Test
    void isWrittenByOneAtATimeAndReadByAny() throws IOException {
        try (Case made = Case.create(folder.resolve("case"), "test")) {
            Evidence.write(made, "a.log", log(100));
            assertThatThrownBy(() -> Case.open(folder.resolve("case")))
                    .isInstanceOf(CaseInUseException.class)
                    .hasMessageContaining("in use by process");
            try (Case reading = Case.openForReading(folder.resolve("case"))) {
                assertThat(reading.reader().events()).isEqualTo(100);
                Evidence.write(made, "b.log", log(33));
                assertThat(reading.refresh().events()).isEqualTo(133);
            }
        }
    }

    @Test
    void refusesACaseFromANewerVersionPolitely() throws IOException {
        Case.create(folder.resolve("case"), "test").close();
        Path description = folder.resolve("case/case.json");
        Files.writeString(description, Files.readString(description).replaceFirst("\"format\":\\d+", "\"format\":99"));
        assertThatThrownBy(() -> Case.open(folder.resolve("case")))
                .isInstanceOf(CaseFormatException.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void doesNotMakeACaseInAFolderWithOtherThings() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        assertThatThrownBy(() -> Case.create(folder, "test")).isInstanceOf(CaseFormatException.class);
    }
}
