package dev.faultline.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Facet;
import dev.faultline.query.Hits;
import dev.faultline.query.QueryParser;
import dev.faultline.query.Search;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample incident answers the questions that it was made for. */
class SampleIncidentTest {
    @TempDir
    static Path folder;

    private static Case made;

    @BeforeAll
    static void importSample() throws IOException {
        made = Case.create(folder.resolve("case"), "sample");
        Path archive = SampleIncident.unpack(folder.resolve("sample"));
        Import.run(made, List.of(archive), ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
    }

    @AfterAll
    static void close() throws IOException {
        made.close();
    }

    private static Hits search(String query) throws Exception {
        return Search.run(made.reader(), QueryParser.parse(query), TimeRange.ALL, () -> false);
    }

    @Test
    void isReadWithoutALoss() {
        assertThat(made.reader().sources()).hasSize(7).allSatisfy(source -> assertThat(source.rejected())
                .isZero());
    }

    @Test
    void comesFromThreeServices() throws Exception {
        assertThat(Facet.of(search("kind:span"), "service", 10, () -> false).values())
                .extracting(Facet.Value::value)
                .containsExactlyInAnyOrder("storefront", "booking", "pricing");
    }

    @Test
    void failsInOneCurrencyOnly() throws Exception {
        assertThat(Facet.of(search("kind:span severity:error"), "attributes.currency", 10, () -> false)
                        .values())
                .extracting(Facet.Value::value)
                .containsExactly("SEK");
    }

    @Test
    void showsTheVariableAtTheLineThatThrew() throws Exception {
        assertThat(search("var.currency:SEK AND exception.type:NullPointerException")
                        .count())
                .isPositive()
                .isEqualTo(search("kind:snapshot").count());
    }

    @Test
    void namesTheCommitThatAnAssistantCoAuthored() throws Exception {
        List<Event> commits = search("attribution:ai-assisted").page(0, 10);
        assertThat(commits).singleElement().satisfies(event -> {
            Change change = (Change) event.detail();
            assertThat(change.attribution().marker()).isEqualTo("Co-Authored-By: Claude <noreply@anthropic.com>");
            assertThat(change.files()).extracting(Change.ChangedFile::path).containsExactly("src/tickets/Pricing.java");
        });
    }

    @Test
    void joinsLogsAndSpansOfATrace() throws Exception {
        String trace = search("kind:log severity:error service:pricing")
                .page(0, 1)
                .getFirst()
                .traceId();
        assertThat(Facet.of(search("trace_id:" + trace), "kind", 10, () -> false)
                        .values())
                .extracting(Facet.Value::value)
                .containsExactlyInAnyOrder("log", "span", "snapshot");
    }
}
