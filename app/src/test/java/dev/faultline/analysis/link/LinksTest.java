package dev.faultline.analysis.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.analysis.Imported;
import dev.faultline.analysis.change.SourceCode;
import dev.faultline.changes.ImportedSource;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The join at the point of failure in the shop incident. What is true is worked out here from the samples' ground truth, by
 * other means than the finder's: ids, the customer c-300, the probe's names.
 */
class LinksTest {
    private static final Path SAMPLES =
            Path.of("../../shared/samples").toAbsolutePath().normalize();
    private static final String INNER = "shop.Payment.averageDiscount(Payment.java:39)";
    private static final Set<String> GUILTY = Set.of("e5c476f", "32266d2");

    @TempDir
    static Path folder;

    private static Imported shop;
    private static SourceCode source;

    @BeforeAll
    static void importShop() throws Exception {
        assumeThat(Files.isDirectory(SAMPLES))
                .as("the shared samples lie beside the project")
                .isTrue();
        shop = Imported.files(
                folder,
                List.of(
                        SAMPLES.resolve("traces/otlp/shop-traces.otlp.jsonl"),
                        SAMPLES.resolve("logs/otlp/shop-logs.otlp.jsonl"),
                        SAMPLES.resolve("snapshots/datadog/shop-0013.json"),
                        SAMPLES.resolve("changes/git/shop.bundle")));
        source = new ImportedSource(shop.reader());
    }

    @AfterAll
    static void close() throws Exception {
        if (shop != null) {
            source.close();
            shop.close();
        }
    }

    private static List<Event> events(String query) throws IOException {
        return shop.search(query).page(0, 1000);
    }

    private static Links links(Event event) throws IOException {
        return LinkFinder.of(shop.reader(), source, event, null, () -> false);
    }

    private static Set<EventId> ids(List<Event> events) {
        return events.stream().map(Event::id).collect(Collectors.toSet());
    }

    private static Set<EventId> to(Links links, Links.To sort) {
        return links.to(sort).stream().map(Links.Link::event).collect(Collectors.toSet());
    }

    private static Set<String> commits(Links links) throws IOException {
        Set<String> revisions = new TreeSet<>();
        for (Links.Link link : links.to(Links.To.COMMIT)) {
            Change change = (Change) Objects.requireNonNull(
                    shop.reader().event(link.event()).orElseThrow().detail());
            revisions.add(Objects.requireNonNull(change.revision()).substring(0, 7));
        }
        return revisions;
    }

    private static List<String> frames(Links links) {
        return links.to(Links.To.FRAME).stream()
                .map(link -> String.valueOf(link.frame()))
                .toList();
    }

    /** The log lines of the first failure mode: the legacy customer's failed charges. */
    private static List<Event> failedCharges() throws IOException {
        return events("kind:log service:payment message:\"charge failed for customer c-300\"");
    }

    private static Set<EventId> snapshotsOfTheFailure() throws IOException {
        return ids(events("kind:snapshot exception.type:*"));
    }

    private static Event spanOf(Event log) throws IOException {
        List<Event> spans = events("kind:span trace_id:" + log.traceId() + " span_id:" + log.spanId());
        assertThat(spans).hasSize(1);
        return spans.getFirst();
    }

    @Test
    void fromEachFailedChargeTheSpanTheSnapshotsTheFrameAndTheCommitsAreOneClickAway() throws Exception {
        List<Event> logs = failedCharges();
        assertThat(logs).hasSize(5);
        for (Event log : logs) {
            Links links = links(log);
            assertThat(to(links, Links.To.SPAN)).containsExactly(spanOf(log).id());
            assertThat(to(links, Links.To.SNAPSHOT)).isEqualTo(snapshotsOfTheFailure());
            assertThat(frames(links)).startsWith(INNER).contains("shop.Payment.lambda$main$0(Payment.java:18)");
            assertThat(commits(links)).isEqualTo(GUILTY);
        }
    }

    @Test
    void fromEachSpanOfThemTooAndWithItsOwnLogLinesOnly() throws Exception {
        for (Event log : failedCharges()) {
            Event span = spanOf(log);
            Links links = links(span);
            Set<EventId> own = ids(events("kind:log trace_id:" + span.traceId() + " span_id:" + span.spanId()));
            assertThat(to(links, Links.To.LOG)).isEqualTo(own).contains(log.id());
            assertThat(to(links, Links.To.SNAPSHOT)).isEqualTo(snapshotsOfTheFailure());
            assertThat(frames(links)).startsWith(INNER);
            assertThat(commits(links)).isEqualTo(GUILTY);
        }
    }

    @Test
    void fromTheSnapshotTheFailedChargesTheirSpansTheFrameAndTheCommits() throws Exception {
        Event snapshot =
                events("kind:snapshot exception.type:*ArithmeticException").getFirst();
        Links links = links(snapshot);
        Set<EventId> spans = new java.util.HashSet<>();
        for (Event log : failedCharges()) {
            spans.add(spanOf(log).id());
        }
        assertThat(to(links, Links.To.LOG)).isEqualTo(ids(failedCharges()));
        assertThat(to(links, Links.To.SPAN)).isEqualTo(spans);
        assertThat(frames(links)).startsWith(INNER);
        assertThat(commits(links)).isEqualTo(GUILTY);
    }

    @Test
    void fromTheFrameAlone() throws Exception {
        Event snapshot =
                events("kind:snapshot exception.type:*ArithmeticException").getFirst();
        @Nullable Frame frame = links(snapshot).to(Links.To.FRAME).getFirst().frame();
        Links links = LinkFinder.of(shop.reader(), source, snapshot, frame, () -> false);
        assertThat(to(links, Links.To.LOG)).isEqualTo(ids(failedCharges()));
        assertThat(to(links, Links.To.SPAN)).hasSize(5);
        assertThat(commits(links)).isEqualTo(GUILTY);
    }

    @Test
    void fromEachCommitTheFailuresInItsCodeAndNoOthers() throws Exception {
        List<String> without = new ArrayList<>();
        for (Event commit : events("kind:change")) {
            Change change = (Change) Objects.requireNonNull(commit.detail());
            String revision = String.valueOf(change.revision());
            Links links = links(commit);
            // A tag bears the id of its commit, but wrote nothing.
            if (change.type().equals("commit") && GUILTY.contains(revision.substring(0, 7))) {
                assertThat(to(links, Links.To.LOG)).isEqualTo(ids(failedCharges()));
                assertThat(to(links, Links.To.SNAPSHOT))
                        .isSubsetOf(snapshotsOfTheFailure())
                        .isNotEmpty();
                assertThat(frames(links)).contains(INNER);
                assertThat(to(links, Links.To.SPAN))
                        .contains(spanOf(failedCharges().getFirst()).id());
            } else if (revision.startsWith("d3320b1")) {
                // It wrote the call through which the second failure passes: the customer c-999, in orders.
                assertThat(frames(links))
                        .contains("shop.Shop.get(Shop.java:30)")
                        .doesNotContain(INNER);
                assertThat(to(links, Links.To.LOG))
                        .isEqualTo(ids(events("kind:log service:orders message:\"order failed customer=c-999\"")));
                assertThat(links.to(Links.To.SNAPSHOT)).isEmpty();
            } else {
                without.add(revision);
                assertThat(links.to(Links.To.FRAME)).isEmpty();
                assertThat(links.to(Links.To.LOG)).isEmpty();
                assertThat(links.to(Links.To.SNAPSHOT)).isEmpty();
                assertThat(links.notes()).isNotEmpty();
            }
        }
        assertThat(without).hasSize(4);
    }

    @Test
    void aCallThatPassedIsNotLinkedToAFailure() throws Exception {
        for (Event passed : events("kind:snapshot NOT exception.type:*")) {
            Links links = links(passed);
            assertThat(links.to(Links.To.LOG)).isEmpty();
            assertThat(links.to(Links.To.SPAN)).isEmpty();
            assertThat(links.to(Links.To.SNAPSHOT)).isEmpty();
        }
        for (Event log : events("kind:log severity:info service:payment message:charged")) {
            Links links = links(log);
            assertThat(to(links, Links.To.SPAN)).containsExactly(spanOf(log).id());
            assertThat(links.to(Links.To.SNAPSHOT)).isEmpty();
        }
    }

    @Test
    void noLinkByIdsLeavesItsTrace() throws Exception {
        for (Event event : events("trace_id:* AND (kind:span OR kind:log)")) {
            for (Links.Group group : links(event).groups()) {
                if (group.reason().endsWith("by its ids") || group.to() == Links.To.TRACE) {
                    for (Links.Link link : group.links()) {
                        assertThat(shop.reader()
                                        .event(link.event())
                                        .orElseThrow()
                                        .traceId())
                                .isEqualTo(event.traceId());
                    }
                }
            }
        }
    }

    @Test
    void aPlainLogLineLeadsToTheStatementThatWroteIt(@TempDir Path other) throws Exception {
        try (Imported plain = Imported.files(
                other,
                List.of(SAMPLES.resolve("logs/java/shop/payment.log"), SAMPLES.resolve("changes/git/shop.bundle")))) {
            try (SourceCode code = new ImportedSource(plain.reader())) {
                Event charged =
                        plain.search("kind:log message:charged").page(0, 1).getFirst();
                Links links = LinkFinder.of(plain.reader(), code, charged, null, () -> false);
                assertThat(links.to(Links.To.FRAME)).hasSize(1);
                assertThat(links.to(Links.To.FRAME).getFirst().text()).startsWith("src/shop/Payment.java:27");
                assertThat(links.to(Links.To.COMMIT)).hasSize(1);
            }
        }
    }

    @Test
    void withoutARepositoryItSaysWhyThereIsNoCommit(@TempDir Path other) throws Exception {
        try (Imported plain = Imported.files(other, List.of(SAMPLES.resolve("logs/java/shop/payment.log")))) {
            try (SourceCode code = new ImportedSource(plain.reader())) {
                Event failed =
                        plain.search("kind:log severity:error").page(0, 1).getFirst();
                assertThat(failed.kind()).isEqualTo(Kind.LOG);
                assertThat(LinkFinder.of(plain.reader(), code, failed, null, () -> false)
                                .notes())
                        .anyMatch(note -> note.contains("no repository"));
            }
        }
    }
}
