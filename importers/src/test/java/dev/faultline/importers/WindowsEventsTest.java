package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsEventsTest {
    @TempDir
    Path folder;

    private static List<String> essence(Imported imported) {
        return imported.events().stream()
                .map(event -> event.time() + " " + event.severity() + " " + event.logger() + " " + event.name() + " "
                        + event.message() + " " + event.attributes())
                // The XML was written by another tool, which pads hexadecimal numbers.
                .map(text -> text.replaceAll("0x0+(?=[0-9a-f])", "0x"))
                .sorted()
                .toList();
    }

    @Test
    void readsTheSameEventsFromTheLogAndFromItsXml() throws IOException {
        Imported binary = Imported.file(folder, SamplesTest.sample("logs/windows/Security_short_selected.evtx"));
        Imported text = Imported.file(folder, SamplesTest.sample("logs/windows/Security_short_selected.xml"));
        assertThat(essence(binary)).hasSize(7).isEqualTo(essence(text));
        Event first = text.events().getFirst();
        assertThat(Timestamps.format(first.time())).isEqualTo("2016-06-29T15:24:34.346000000Z");
        assertThat(first.timeQuality()).isEqualTo(TimeQuality.EXACT);
        assertThat(first.logger()).isEqualTo("Microsoft-Windows-Security-Auditing");
        assertThat(first.severity()).isEqualTo(Severity.WARN);
        assertThat(first.attributes().get("winlog.event_data.SourceAddress").text())
                .isEqualTo("23.94.153.202");
        assertThat(first.message()).startsWith("event 5152: ");
    }

    @Test
    void readsALogThatWasNotClosed() throws IOException {
        Imported log = Imported.file(
                folder, SamplesTest.sample("logs/windows/Microsoft-Windows-LanguagePackSetup%4Operational.evtx"));
        assertThat(log.events()).hasSize(16);
        assertThat(Timestamps.format(log.events().getFirst().time())).isEqualTo("2018-07-09T20:49:14.057746100Z");
        assertThat(Timestamps.format(log.events().getLast().time())).isEqualTo("2018-07-31T06:42:06.513459500Z");
    }

    /** The text of an element's name where it stands first: no next one, a hash that nobody reads, UTF-16. */
    private static void element(ByteBuffer chunk, boolean attributes, String name) {
        chunk.put((byte) (attributes ? 0x41 : 0x01)).putInt(0);
        name(chunk, name);
    }

    private static void name(ByteBuffer chunk, String name) {
        chunk.putInt(chunk.position() + 4).putInt(0).putShort((short) 0).putShort((short) name.length());
        chunk.put(name.getBytes(StandardCharsets.UTF_16LE)).putShort((short) 0);
    }

    private static void text(ByteBuffer chunk, String text) {
        chunk.put((byte) 0x05).put((byte) 0x01).putShort((short) text.length());
        chunk.put(text.getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void readsARecordWithoutATemplateAsForwardedEventsAre() throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(64 << 10).order(ByteOrder.LITTLE_ENDIAN);
        chunk.put("ElfChnk\0".getBytes(StandardCharsets.US_ASCII)).position(512);
        chunk.putInt(0x2A2A).putInt(0).putLong(1).putLong(133_000_000_000_000_000L);
        chunk.put(new byte[] {0x0F, 1, 1, 0});
        element(chunk, false, "Event");
        chunk.put((byte) 0x02);
        element(chunk, false, "System");
        chunk.put((byte) 0x02);
        element(chunk, true, "Provider");
        chunk.putInt(0).put((byte) 0x06);
        name(chunk, "Name");
        text(chunk, "Shop");
        chunk.put((byte) 0x03);
        element(chunk, false, "EventID");
        chunk.put((byte) 0x02);
        text(chunk, "7");
        chunk.put(new byte[] {0x04, 0x04, 0x04, 0x00});
        int size = chunk.position() + 4 - 512;
        chunk.putInt(size).putInt(516, size).putInt(48, 512 + size);
        ByteBuffer log = ByteBuffer.allocate(4096 + (64 << 10)).put("ElfFile\0".getBytes(StandardCharsets.US_ASCII));
        log.put(4096, chunk.array());
        Imported imported = Imported.file(folder, Files.write(folder.resolve("forwarded.evtx"), log.array()));
        assertThat(imported.issues()).isEmpty();
        assertThat(imported.events()).extracting(Event::name).containsExactly("Shop 7");
    }

    @Test
    void losesOnlyTheEventThatIsBroken() throws IOException {
        String good =
                "<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><System><Provider Name=\"P\"/>"
                        + "<EventID>%d</EventID><Level>2</Level><TimeCreated SystemTime=\"2026-11-20T20:02:44.6551234Z\"/></System>"
                        + "<EventData><Data>a &lt; b</Data></EventData></Event>%n";
        String broken = "<Event><System></Event>\n";
        Imported imported = Imported.text(
                folder,
                "events.xml",
                "<Events>\n" + good.formatted(1) + broken + good.formatted(2) + "<Event><System>");
        assertThat(imported.events()).extracting(Event::name).containsExactly("P 1", "P 2");
        assertThat(imported.events().getFirst().severity()).isEqualTo(Severity.ERROR);
        assertThat(imported.events().getFirst().message()).isEqualTo("event 1: param1=a < b");
        assertThat(imported.events().getFirst().location().line()).isEqualTo(2);
        assertThat(imported.issues())
                .extracting(issue -> issue.code())
                .containsExactly(IssueCode.BAD_RECORD, IssueCode.TRUNCATED);
    }

    @Test
    void survivesLogsThatAreCutOffOrDamaged() throws IOException {
        byte[] bytes = Files.readAllBytes(SamplesTest.sample("logs/windows/Security_short_selected.evtx"));
        Random random = new Random(11);
        for (int round = 0; round < 4; round++) {
            byte[] damaged = java.util.Arrays.copyOf(bytes, round == 0 ? 5000 : bytes.length);
            for (int i = 0; i < 200 * round; i++) {
                damaged[4096 + random.nextInt(damaged.length - 4096)] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("damaged" + round + ".evtx"), damaged);
            Imported imported = Imported.file(folder, file);
            assertThat(imported.source().format()).isEqualTo("evtx");
            assertThat(round > 0 || !imported.issues().isEmpty()).isTrue();
        }
    }
}
