package dev.faultline.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.analysis.Imported;
import dev.faultline.model.Annotation;
import dev.faultline.model.EventId;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Reference;
import dev.faultline.model.TimeRange;
import dev.faultline.store.Board;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an investigator pinned of the shop's incident becomes a playbook that knows the next one. */
class RecorderTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @TempDir
    Path folder;

    private static EventId first(Imported shop, String query) throws IOException {
        return shop.search(query, TimeRange.ALL).ids(0, 1).getFirst();
    }

    /** The wrong variable, the failing log line and the cause, as someone would put them on the board. */
    private static void investigate(Imported shop) throws IOException {
        Board board = shop.open().board();
        EventId hit = first(shop, "kind:snapshot AND var.tier:legacy AND exception.type:ArithmeticException");
        board.pin(Reference.parse(hit + "#tier").orElseThrow(), "no rates for this tier", List.of());
        board.pin(
                Reference.to(first(shop, "kind:log AND service:payment AND \"charge failed for customer\"")),
                "",
                List.of());
        board.pin(Reference.to(first(shop, "kind:change AND files:*Payment.java")), "", List.of());
        Annotation.Hypothesis held = board.hypothesis("legacy customers have no rate: division by zero", List.of());
        board.cite(held.entry().id(), new Annotation.Citation(true, Reference.to(hit), ""));
        board.state(held.entry().id(), Annotation.State.SUPPORTED);
        board.incident(IncidentField.TITLE, "Charges of legacy customers fail");
    }

    private static Recording record(Imported shop, List<String> searches) throws IOException {
        return new Recorder(shop.reader(), () -> false)
                .record(shop.open().board().annotations(), shop.open().board().incident(), searches, List.of(), TODAY);
    }

    private static Offer match(String yaml, CaseReader reader) throws IOException {
        PlaybookFile file = PlaybookFile.read(yaml.getBytes(StandardCharsets.UTF_8));
        assertThat(file.problems()).isEmpty();
        Library.Entry entry = new Library.Entry("recorded", "test", file, List.of(), null);
        return new Matcher(reader, () -> false).match(List.of(entry)).getFirst();
    }

    @Test
    void knowsItsOwnIncidentAndTheNextOneOfItsKindAndLeavesAHealthyDayAlone() throws IOException {
        String yaml;
        try (Imported shop = Imported.files(folder, ShopFiles.all())) {
            investigate(shop);
            Recording recording = record(shop, List.of("service:payment AND \"cannot price order\""));
            yaml = recording.yaml();
            assertThat(recording.signs())
                    .as("nothing of one incident only is in a sign")
                    .isNotEmpty()
                    .noneMatch(sign -> sign.matches(".*([0-9a-f]{16}|c-300|2026|source|pattern:).*"))
                    .anyMatch(sign -> sign.contains("ArithmeticException"))
                    .as("the value that separates what failed from what went well")
                    .anyMatch(sign -> sign.contains("var.tier") && sign.contains("legacy"));
            assertThat(yaml).contains("CONFIRM", "Charges of legacy customers fail", "Payment.java");
            Offer own = match(yaml, shop.reader());
            assertThat(own.truth()).as(own.reason()).isEqualTo(Truth.HOLDS);
            assertThat(own.signs()).allSatisfy(sign -> assertThat(sign.truth()).isEqualTo(Truth.HOLDS));
        }
        Path other = folder.resolve("second");
        try (Imported second = Imported.files(other, ShopFiles.secondIncident(other))) {
            Offer offer = match(yaml, second.reader());
            assertThat(offer.truth()).as(offer.reason()).isEqualTo(Truth.HOLDS);
            assertThat(offer.signs()).allSatisfy(sign -> assertThat(sign.truth())
                    .as(sign.indicator().query() + ": " + sign.reason())
                    .isEqualTo(Truth.HOLDS));
            assertThat(offer.onset()).isNotNull();
        }
        Path healthy = folder.resolve("healthy");
        try (Imported day = Imported.files(healthy, ShopFiles.healthy(healthy))) {
            assertThat(day.search("kind:snapshot").count()).isPositive();
            assertThat(day.search("severity:>=error").count()).isZero();
            Offer offer = match(yaml, day.reader());
            assertThat(offer.truth()).as(offer.reason()).isNotEqualTo(Truth.HOLDS);
        }
    }

    @Test
    void namesWhatItCouldNotCarryOver() throws IOException {
        try (Imported shop = Imported.files(folder, ShopFiles.all())) {
            investigate(shop);
            Recording recording = record(shop, List.of("trace_id:514ba548ef77454a78b274e9020c8a21"));
            assertThat(recording.left()).anyMatch(each -> each.contains("of this incident only"));
            assertThat(recording.yaml()).contains("# not carried: the search trace_id:");
        }
    }

    @Test
    void saysWhatToPinWhereTheBoardShowsNoFailure() throws IOException {
        try (Imported shop = Imported.files(folder, ShopFiles.all())) {
            assertThatThrownBy(() -> record(shop, List.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("pin the log line");
            Recorder recorder = new Recorder(shop.reader(), () -> false);
            assertThatThrownBy(() -> recorder.record(List.of(), Map.of(), List.of("id:1.1"), List.of(), TODAY))
                    .isInstanceOf(IOException.class);
        }
    }
}
