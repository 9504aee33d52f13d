package dev.faultline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.Imported;
import dev.faultline.export.EventView;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.SourceReport;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that somebody stops: what is in is whole, no board speaks of what is not, and the next opening brings the rest. */
class StoppedBundleTest {
    @TempDir
    Path folder;

    private Path log(String name) throws IOException {
        String line = "2026-03-05T14:00:%02d.000Z INFO [main] shop - order of " + name + "%n";
        StringBuilder text = new StringBuilder();
        for (int second = 0; second < 60; second++) {
            text.append(String.format(line, second));
        }
        return Files.writeString(folder.resolve(name + ".log"), text);
    }

    private Path bundle() throws IOException {
        Path file = folder.resolve("shop.faultline");
        try (Imported made = Imported.files(folder, List.of(log("cart"), log("payment")))) {
            made.open().board().note("the second file says why", List.of());
            new BundleWriter(made.open(), EventView.whole(), false, () -> false).write(file);
        }
        return file;
    }

    @Test
    void leavesNoBoardWithoutItsEvidenceAndGoesOnWhereItWasStopped() throws IOException {
        Path bundle = bundle();
        try (Case into = Case.create(folder.resolve("colleague"), "colleague")) {
            AtomicBoolean stop = new AtomicBoolean();
            ImportListener afterTheFirst = new ImportListener() {
                @Override
                public void finished(SourceReport report) {
                    stop.set(true);
                }
            };
            BundleReport stopped = BundleOpening.into(bundle, into, afterTheFirst, stop::get);
            assertThat(stopped.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("STOPPED");
                assertThat(problem.detail()).startsWith("1 of 2 sources");
            });
            assertThat(into.reader().sources()).hasSize(1);
            assertThat(into.reader().events()).isEqualTo(60);
            assertThat(into.board().annotations()).isEmpty();

            BundleReport whole = BundleOpening.into(bundle, into, ImportListener.NONE, () -> false);
            assertThat(whole.problems()).isEmpty();
            assertThat(into.reader().events()).isEqualTo(120);
            assertThat(into.board().annotations()).hasSize(1);
            assertThat(into.check().ok()).isTrue();
        }
    }
}
