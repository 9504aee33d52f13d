package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import java.io.IOException;
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
