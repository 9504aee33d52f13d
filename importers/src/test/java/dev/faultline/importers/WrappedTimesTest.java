package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.EventId;
import dev.faultline.model.Timestamps;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line without a time of its own was taken when the container's log says. */
class WrappedTimesTest {
    @TempDir
    Path folder;

    private List<String> times(String log) throws IOException {
        Path file = Files.writeString(folder.resolve("app-json.log"), log);
        List<String> times = new ArrayList<>();
        try (Case target = Case.create(folder.resolve("case"), "case")) {
            Import.run(target, List.of(file), ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
            for (int i = 0; i < target.reader().events(); i++) {
                times.add(Timestamps.format(
                        target.reader().event(new EventId(1, i)).orElseThrow().time()));
            }
        }
        return times;
    }

    @Test
    void alsoWhereEachLineIsARecord() throws IOException {
        String docker = """
                {"log":"level=info msg=one\\n","stream":"stdout","time":"2026-03-05T14:00:01Z"}
                {"log":"level=info msg=two\\n","stream":"stdout","time":"2026-03-05T14:00:02Z"}
                {"log":"level=warn msg=three\\n","stream":"stdout","time":"2026-03-05T14:00:03Z"}
                """;
        assertThat(times(docker))
                .containsExactly(
                        "2026-03-05T14:00:01.000000000Z",
                        "2026-03-05T14:00:02.000000000Z",
                        "2026-03-05T14:00:03.000000000Z");
    }

    @Test
    void alsoWhereARecordHasSeveralLines() throws IOException {
        String docker = """
                {"log":"started\\n","stream":"stdout","time":"2026-03-05T14:00:01Z"}
                {"log":"Traceback (most recent call last):\\n","stream":"stdout","time":"2026-03-05T14:00:02Z"}
                {"log":"  File \\"a.py\\", line 1, in f\\n","stream":"stdout","time":"2026-03-05T14:00:03Z"}
                {"log":"ValueError: x\\n","stream":"stdout","time":"2026-03-05T14:00:04Z"}
                {"log":"stopped\\n","stream":"stdout","time":"2026-03-05T14:00:05Z"}
                """;
        assertThat(times(docker))
                .startsWith("2026-03-05T14:00:01.000000000Z")
                .endsWith("2026-03-05T14:00:05.000000000Z");
    }

    @Test
    void svlogdsTimeIsTakenOffAndCountsWhereTheLineHasNone() throws IOException {
        assertThat(times("""
                2026-03-05_14:00:01.19738 level=info ts=2026-03-05T14:00:01.197296937Z msg=settled
                2026-03-05_14:00:02.46097 level=error ts=2026-03-05T14:00:02Z msg=failed
                2026-03-05_14:00:03.00001 level=info msg="no time at all"
                """))
                .containsExactly(
                        "2026-03-05T14:00:01.197296937Z",
                        "2026-03-05T14:00:02.000000000Z",
                        "2026-03-05T14:00:03.000010000Z");
    }
}
