package dev.faultline.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.Imported;
import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All playbooks in one walk over a case answer as each sign does that is asked by itself over the whole of it. */
class MatcherTest {
    @TempDir
    Path folder;

    private final List<Library.Entry> library = starters();

    private static List<Library.Entry> starters() {
        try {
            return Library.open(true, List.of()).entries();
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private List<Offer> matched(CaseReader reader) throws IOException {
        return new Matcher(reader, () -> false).match(library);
    }

    /** Nothing is shared: every playbook has a matcher of its own, and every count is searched for once more. */
    private void expectTheNaiveAnswers(CaseReader reader) throws IOException {
        List<Offer> fast = matched(reader);
        assertThat(fast).hasSameSizeAs(library);
        for (Offer offer : fast) {
            Inquiry alone = new Inquiry(reader, () -> false);
            assertThat(offer)
                    .as(offer.playbook().title())
                    .isEqualTo(new Matcher(alone).match(offer.playbook(), List.of(), false));
            SignReading reading = new SignReading(alone, offer.playbook(), offer.values(), List.of());
            for (Sign sign : offer.signs()) {
                Optional<Query> query = reading.bind(sign.indicator());
                if (query.isPresent() && !sign.reason().startsWith("no value for")) {
                    assertThat(sign.count())
                            .as(offer.playbook().title() + ", " + query.get())
                            .isEqualTo(Search.run(reader, query.get(), TimeRange.ALL, () -> false)
                                    .count());
                }
            }
        }
    }

    @Test
    void answersTheStartersOwnEvidenceAsSignsThatAreAskedOneByOne() throws IOException {
        for (Library.Entry entry : library) {
            Path own = Files.createDirectory(folder.resolve(entry.name()));
            List<Path> files = new ArrayList<>();
            TreeSet<String> names = new TreeSet<>();
            Objects.requireNonNull(entry.playbook()).tests().forEach(test -> names.addAll(test.evidence()));
            for (String name : names) {
                String text = Library.resource(name).orElseThrow();
                files.add(Files.write(
                        own.resolve(name.substring(name.lastIndexOf('/') + 1)), text.getBytes(StandardCharsets.UTF_8)));
            }
            try (Imported made = Imported.files(own, files)) {
                assertThat(made.reader().events()).as(entry.name()).isPositive();
                expectTheNaiveAnswers(made.reader());
            }
        }
    }

    @Test
    void answersTheShopAsSignsThatAreAskedOneByOneAndOffersNothingThatIsWrong() throws IOException {
        try (Imported shop = Imported.files(folder, ShopFiles.all())) {
            expectTheNaiveAnswers(shop.reader());
            assertThat(matched(shop.reader()))
                    .filteredOn(offer -> offer.truth() == Truth.HOLDS)
                    .extracting(offer -> offer.playbook().title())
                    .containsExactly("A calculation fails for some inputs after a change");
        }
    }

    @Test
    void asksAfterACommitOnlyWhatItAddedAndAnswersAsAFreshMatcherDoes() throws IOException {
        List<Path> files = ShopFiles.all();
        try (Imported shop = Imported.files(folder, files.subList(0, 2))) {
            Matcher before = new Matcher(shop.reader(), () -> false);
            before.match(library);
            Import.run(
                    shop.open(),
                    files.subList(2, files.size()),
                    ImportOptions.DEFAULT,
                    ImportListener.NONE,
                    () -> false);
            assertThat(before.after(shop.reader(), () -> false).match(library)).isEqualTo(matched(shop.reader()));
        }
    }

    @Test
    void aQuestionThatIsGivenUpIsUnknownAndNeverNo() throws IOException {
        try (Imported shop = Imported.files(folder, ShopFiles.all())) {
            Inquiry hurried = new Inquiry(shop.reader(), new Inquiry.Memory(), -1, () -> false);
            List<Offer> offers = new Matcher(hurried).match(library);
            assertThat(offers).flatExtracting(Offer::signs).isNotEmpty().allSatisfy(sign -> assertThat(sign.truth())
                    .isEqualTo(Truth.UNKNOWN));
        }
    }

    @Test
    void waitingForABusyMachineMakesNoAnswerUnknown() throws IOException {
        try (Imported shop = Imported.files(folder, ShopFiles.all())) {
            long box = 1_000_000_000L;
            Inquiry starved = new Inquiry(shop.reader(), new Inquiry.Memory(), box, () -> {
                java.util.concurrent.locks.LockSupport.parkNanos(box / 4);
                return false;
            });
            Query errors = new Query.Range("severity", "error", true, null, true);
            assertThat(starved.hits(errors).count()).isPositive();
            assertThat(starved.doubt(errors, starved.coverage().range())).isEmpty();
        }
    }
}
