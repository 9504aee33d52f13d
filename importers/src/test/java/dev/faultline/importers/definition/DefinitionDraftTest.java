package dev.faultline.importers.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.definition.DefinitionDraft.Mark;
import dev.faultline.model.Event;
import dev.faultline.model.TimeQuality;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionDraftTest {
    private static final String LINE = "<2026-11-20 20:02:44> till#7 [WARN] \"drawer\" is \\ stuck (3)";

    private static Mark mark(String line, String group, String text) {
        int from = line.indexOf(text);
        return new Mark(group, from, from + text.length());
    }

    private static List<Mark> marks() {
        return List.of(
                mark(LINE, "timestamp", "2026-11-20 20:02:44"),
                mark(LINE, "level", "WARN"),
                mark(LINE, "message", "\"drawer\" is \\ stuck (3)"));
    }

    @Test
    void aMarkedLineBecomesADefinitionThatPassesItsOwnSample() {
        DefinitionCheck.Result result = DefinitionCheck.of(DefinitionDraft.json("till", LINE, marks()));
        assertThat(result.problems()).isEmpty();
        assertThat(result.format()).isNotNull();
    }

    @Test
    void otherLinesOfTheSameShapeAreReadToo() {
        DefinitionReader.Result read = DefinitionReader.read(DefinitionDraft.json("till", LINE, marks()));
        List<Event> events = DefinitionCheck.read(
                read.definition(),
                "<2026-11-21 01:00:00> till#12 [ERROR] no paper\n<2026-11-21 01:00:01> till#3 [INFO] ok");
        assertThat(events).extracting(Event::message).containsExactly("no paper", "ok");
        assertThat(events).allMatch(event -> event.timeQuality() != TimeQuality.NONE);
        assertThat(events.getFirst().severity()).isEqualTo(dev.faultline.model.Severity.ERROR);
    }

    @Test
    void lettersBeyondAsciiBetweenThePiecesAreNoObstacle() {
        String line = "2026-11-20 20:02:44 Größe→ok done";
        String json = DefinitionDraft.json(
                "size", line, List.of(mark(line, "timestamp", "2026-11-20 20:02:44"), mark(line, "message", "done")));
        assertThat(DefinitionCheck.of(json).problems()).isEmpty();
    }

    @Test
    void aNewMarkTakesThePlaceOfThoseItOverlapsAndOfItsOwnName() {
        List<Mark> marks = DefinitionDraft.with(
                List.of(new Mark("level", 0, 4), new Mark("thread", 6, 9)), new Mark("level", 7, 12));
        assertThat(marks).containsExactly(new Mark("level", 7, 12));
    }
}
