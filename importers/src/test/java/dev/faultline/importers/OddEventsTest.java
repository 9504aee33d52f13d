package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Issue;
import dev.faultline.model.IssueCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept and said, whatever the format: see {@code DraftWatch}. */
class OddEventsTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @TempDir
    Path folder;

    private static String span(String id, String parent, String name) {
        return "{\"traceId\":\"" + TRACE + "\",\"id\":\"000000000000000" + id + "\",\"parentId\":\"000000000000000"
                + parent
                + "\",\"name\":\"" + name + "\",\"timestamp\":1772719331000000,\"duration\":5,"
                + "\"localEndpoint\":{\"serviceName\":\"s\"}}";
    }

    private List<IssueCode> codes(String name, String content) throws IOException {
        return Imported.text(folder, name, content).issues().stream()
                .map(Issue::code)
                .toList();
    }

    @Test
    void saysThatSpansAreTheirOwnAncestors() throws IOException {
        String spans = "[" + span("1", "2", "a") + "," + span("2", "1", "b") + "," + span("3", "1", "c") + "]";
        assertThat(codes("cycle.json", spans)).containsExactly(IssueCode.CYCLE);
    }

    @Test
    void saysWhichSpanHasNoParentAndWhichIdIsUsedTwice() throws IOException {
        String spans = "[" + span("1", "9", "a") + "," + span("2", "1", "b") + "," + span("2", "1", "other") + "]";
        assertThat(codes("spans.json", spans)).containsExactlyInAnyOrder(IssueCode.ORPHAN, IssueCode.DUPLICATE_ID);
    }

    @Test
    void keepsNumbersThatNoMachineWordHolds() throws IOException {
        String line = "{\"ts\":\"2026-03-05T14:02:11Z\",\"level\":\"INFO\",\"msg\":\"m\",\"n\":%s}\n";
        assertThat(codes("fits.jsonl", line.formatted("9223372036854775807") + line.formatted("1.5e3")))
                .isEmpty();
        assertThat(codes("wide.jsonl", line.formatted("9223372036854775808") + line.formatted("1e400")))
                .containsExactly(IssueCode.NUMBER_RANGE, IssueCode.NUMBER_RANGE);
    }

    @Test
    void saysOnceThatFieldsHaveNoEnd() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            lines.add("{\"ts\":\"2026-03-05T14:02:11Z\",\"msg\":\"m\",\"a%1$d\":1,\"b%1$d\":1,\"c%1$d\":1,\"d%1$d\":1}"
                    .formatted(i));
        }
        assertThat(codes("fields.jsonl", String.join("\n", lines))).containsExactly(IssueCode.TOO_MANY_FIELDS);
    }

    @Test
    void keepsAWordThatIsTooLongToBeFoundWhole() throws IOException {
        String line = "2026-03-05T14:02:11Z INFO [main] token " + "x".repeat(40_000) + "\n";
        assertThat(codes("long.log", line)).containsExactly(IssueCode.TERM_TOO_LONG);
    }

    @Test
    void givesNoTimeToADayThatNoCalendarHasNorToOneThatNanosecondsCannotSay() throws IOException {
        Reading read = Reading.ofText(
                "2026-03-05T14:02:11Z INFO good\n2026-02-30T14:02:11Z INFO no day\n9999-12-31T23:59:59Z INFO far\n",
                "text-log");
        assertThat(read.events).hasSize(3);
        assertThat(read.events.subList(1, 3)).noneMatch(event -> event.hasTime());
        assertThat(read.reported).containsExactly(IssueCode.TIME_RANGE, IssueCode.TIME_RANGE);
    }

    private static final String RECORD = "{\"ts\":\"2026-03-05T14:02:11Z\",\"msg\":\"m\"}";

    @Test
    void keepsEveryRecordOfALineAndSaysWhatIsNone() throws IOException {
        Reading together = Reading.ofText(RECORD.repeat(3) + "\n" + RECORD + "\n", "json-log");
        assertThat(together.events).hasSize(4);
        assertThat(together.events.get(2).location().offset()).isEqualTo(2L * RECORD.length());
        assertThat(together.reported).isEmpty();

        Reading behind = Reading.ofText(RECORD + " and more\n", "json-log");
        assertThat(behind.events).hasSize(1);
        assertThat(behind.reported).containsExactly(IssueCode.TRAILING_GARBAGE);
    }

    @Test
    void keepsTheFirstAndLastRecordOfAnArrayThatHasOnePerLine() throws IOException {
        Reading read = Reading.ofText("[" + RECORD + ",\n" + RECORD + ",\n" + RECORD + "]\n", "json-log");
        assertThat(read.events).hasSize(3);
        assertThat(read.rejected).isEmpty();
        assertThat(read.reported).isEmpty();
    }

    @Test
    void takesWhatPythonPrintsForTextAndNotForBrokenJson() throws IOException {
        String line = "{'timestamp': '2026-03-05T14:02:11Z', 'message': 'm'}\n";
        assertThat(codes("repr.log", line.repeat(5))).doesNotContain(IssueCode.BAD_JSON);
    }

    @Test
    void saysThatAPackClaimsMoreObjectsThanMemoryHolds() throws IOException {
        String head = "# v2 git bundle\n" + "a".repeat(40) + " refs/heads/main\n\nPACK\0\0\0\2";
        Reading read = Reading.ofText(head + "\u007f\u007f\u007f\u007f" + "x".repeat(100), "git");
        assertThat(read.rejected).containsExactly(IssueCode.BOMB_MEMORY);
    }
}
