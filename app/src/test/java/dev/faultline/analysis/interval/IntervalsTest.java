package dev.faultline.analysis.interval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.Imported;
import dev.faultline.model.Annotation;
import dev.faultline.model.Severity;
import dev.faultline.model.Timestamps;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stretches of time. */
class IntervalsTest {
    @TempDir
    Path folder;

    private static String line(int second, String thread, String message) {
        return String.format("2026-03-05T14:00:%02d.000Z INFO [%s] shop.Locks - %s%n", second, thread, message);
    }

    private PairedEvents paired(String by, int most) throws Exception {
        String log = line(0, "a", "took lock")
                + line(1, "b", "took lock")
                + line(2, "b", "released lock")
                + line(5, "c", "released lock")
                + line(7, "a", "released lock")
                + line(8, "d", "took lock")
                + line(9, "d", "took lock");
        try (Imported made = Imported.text(folder, "locks.log", log)) {
            return PairedEvents.of(made.search("took"), made.search("released"), by, most, () -> false);
        }
    }

    @Test
    void aBeginningIsPairedWithTheNextEndOfTheSameThread() throws Exception {
        PairedEvents found = paired("thread", 10);
        assertThat(found.longest())
                .extracting(PairedEvents.Pair::key, PairedEvents.Pair::length)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", 7_000_000_000L),
                        org.assertj.core.groups.Tuple.tuple("b", 1_000_000_000L));
        assertThat(found.totalNanos()).isEqualTo(8_000_000_000L);
        assertThat(found.withoutStart()).isEqualTo(1);
        assertThat(found.withoutEnd()).isEqualTo(2);
    }

    @Test
    void allAreCountedWhereOnlyTheLongestAreKept() throws Exception {
        PairedEvents found = paired("thread", 1);
        assertThat(found.pairs()).isEqualTo(2);
        assertThat(found.longest()).hasSize(1);
    }

    @Test
    void aNoteWithATimeIsAMomentAndOthersAreNot() {
        long time = Timestamps.parse("2026-03-05T14:05:00Z").orElseThrow();
        Annotation.Note called = note(1, NotedMoment.tags(time, time + 60_000_000_000L, Severity.WARN));
        Annotation.Note thought = note(2, List.of("idea", "at=never"));
        assertThat(NotedMoment.of(List.of(thought, called)))
                .containsExactly(new NotedMoment(1, time, time + 60_000_000_000L, Severity.WARN, "text", "ada"));
    }

    private static Annotation.Note note(long id, List<String> tags) {
        return new Annotation.Note(new Annotation.Entry(id, "u" + id, 0, "text", tags, "ada", 0, 0));
    }
}
