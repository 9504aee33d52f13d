package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import dev.faultline.model.TimeQuality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonDocumentTest {
    private static final String RECORDS = """
            {
              "exported": "2026-11-20",
              "results": {
                "records": [
                  {
                    "time": "2026-11-20T03:10:00Z",
                    "level": "error",
                    "message": "pool exhausted"
                  },
                  {
                    "time": "2026-11-20T03:10:01Z",
                    "level": "info",
                    "message": "recovered"
                  }
                ]
              }
            }
            """;

    @Test
    void theRecordsOfAnUnknownExportAreEvents() throws IOException {
        assertThat(format(RECORDS)).isEqualTo("json");

        Reading read = Reading.ofText(RECORDS, "json");

        assertThat(read.events).extracting(Event::message).containsExactly("pool exhausted", "recovered");
        assertThat(read.events).allMatch(event -> event.timeQuality() == TimeQuality.EXACT);
        assertThat(read.issues()).isEmpty();
    }

    @Test
    void aLogThatAToolMadePrettyIsReadRecordByRecord() throws IOException {
        String pretty = "{\n  \"ts\": \"2026-11-20T03:10:00Z\",\n  \"msg\": \"one\"\n}\n"
                + "{\n  \"ts\": \"2026-11-20T03:10:01Z\",\n  \"msg\": \"two\"\n}\n";

        assertThat(format(pretty)).isEqualTo("json");
        assertThat(Reading.ofText(pretty, "json").events)
                .extracting(Event::message)
                .containsExactly("one", "two");
    }

    @Test
    void aDocumentOfManyLinesIsOneEventThatMissesNoTime() throws IOException {
        StringBuilder document = new StringBuilder("{\n  \"limits\": {\n");
        IntStream.range(0, 500).forEach(i -> document.append("    \"limit")
                .append(i)
                .append("\": ")
                .append(i)
                .append(",\n"));
        document.append("    \"last\": true\n  }\n}\n");

        Reading read = Reading.ofText(document.toString(), "json");

        assertThat(format(document.toString())).isEqualTo("json");
        assertThat(read.events).hasSize(1);
        assertThat(read.events.getFirst().message()).startsWith("{\"limits\":{\"limit0\":0");
        assertThat(read.issues()).isEmpty();
    }

    @Test
    void aDocumentThatBreaksOffKeepsWhatCameBefore() throws IOException {
        String cut = RECORDS.substring(0, RECORDS.indexOf("recovered"));

        Reading read = Reading.ofText(cut, "json");

        assertThat(read.events).extracting(Event::message).containsExactly("pool exhausted");
        assertThat(read.rejected).hasSize(1);
    }

    @Test
    void textInBracketsIsNoDocument() {
        assertThat(format("[main] started\n[main] stopped\n")).isNotEqualTo("json");
    }

    private static String format(String text) {
        Head head = Reading.head(text.getBytes(StandardCharsets.UTF_8), false);
        Importer found = Detector.detect(head, Formats.all()).importer();
        return found == null ? "none" : found.format();
    }

    @Test
    void behindABrokenDocumentItGoesOnWithTheNextThatBeginsALine() throws IOException {
        String good = "{\n  \"ts\": \"2026-11-20T03:10:00Z\",\n  \"msg\": \"good\"\n}\n";
        String unclosed = "{\n  \"msg\": {\n    \"a\": 1\n";
        String misspelt = "{\n  \"msg\": nul\n}\n";

        Reading read = Reading.ofText(good + unclosed + good + misspelt + good + good, "json");

        assertThat(read.events).extracting(Event::message).containsExactly("good", "good", "good", "good");
        assertThat(read.events.getLast().location().line()).isEqualTo(19);
        assertThat(read.events.getLast().location().offset())
                .isEqualTo(3L * good.length() + unclosed.length() + misspelt.length());
        assertThat(read.rejected).hasSize(2);
    }

    @Test
    void theElementsBehindABrokenOneOfAListAreKept() throws IOException {
        String text = "[\n{\"msg\": \"a\"},\n{\"msg\": },\n{\"msg\": \"c\"},\n{\"msg\": \"d\"}\n]\n";

        Reading read = Reading.ofText(text, "json");

        assertThat(read.events).extracting(event -> event.location().line()).containsExactly(2L, 4L, 5L);
        assertThat(read.rejected).hasSize(1);
    }

    @Test
    void aFileThatIsNoJsonAtAllEndsSoon() throws IOException {
        Reading read = Reading.ofText("{\n".repeat(100_000), "json");

        assertThat(read.events).isEmpty();
        assertThat(read.rejected).hasSizeLessThan(2_000);
    }
}
