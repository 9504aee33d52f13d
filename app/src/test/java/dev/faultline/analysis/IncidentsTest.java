package dev.faultline.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.analysis.suspect.SuspectList;
import dev.faultline.analysis.suspect.Suspects;
import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One injected fault of each kind; all of them are measured by {@code bench/incidents}. */
class IncidentsTest {
    private static final Path INCIDENTS =
            Path.of("../../shared/incidents").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "tt-0129-0852, ts-contacts-service, 2023-01-29T08:51:25Z, 2023-01-29T08:54:08Z, 2023-01-29T08:48:16Z, 2023-01-29T08:51:04Z",
    })
    void ranksTheGuiltyServiceFirst(String name, String guilty, String from, String to, String goodFrom, String goodTo)
            throws IOException {
        Path archive = INCIDENTS.resolve(name + ".tar.gz");
        assumeThat(Files.exists(archive))
                .as("the shared incidents lie beside the project")
                .isTrue();
        try (Case made = Case.create(folder.resolve("case"), name)) {
            Import.run(made, List.of(archive), ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
            Windows windows = new Windows(range(from, to), range(goodFrom, goodTo));
            SuspectList list = Suspects.rank(made.reader(), windows, CodeHistory.NONE, () -> false);
            assertThat(list.suspects().getFirst().service()).isEqualTo(guilty);
            assertThat(list.suspects().getFirst().reasons().getFirst().text())
                    .contains("ContactsServiceImpl#31")
                    .contains("ContactsServiceImpl#37");
        }
    }

    private static TimeRange range(String from, String to) {
        return new TimeRange(
                Timestamps.parse(from).orElseThrow(), Timestamps.parse(to).orElseThrow());
    }
}
