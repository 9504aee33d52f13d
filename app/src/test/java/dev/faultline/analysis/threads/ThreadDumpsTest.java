package dev.faultline.analysis.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.analysis.Imported;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thread dumps and heap tables of the shop's services. */
class ThreadDumpsTest {
    private static final Path SAMPLES =
            Path.of("../../shared/samples").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private Imported imported(String... files) throws Exception {
        assumeThat(Files.isDirectory(SAMPLES))
                .as("the shared samples lie beside the project")
                .isTrue();
        return Imported.files(
                folder, List.of(files).stream().map(SAMPLES::resolve).toList());
    }

    @Test
    void theDeadlockNamesItsThreadsAndTheLocksTheyHoldAndWaitFor() throws Exception {
        try (Imported shop = imported("snapshots/java/orders.jstack.txt")) {
            ThreadDump dump = ThreadDumps.of(shop.reader(), () -> false).dumps().getFirst();
            assertThat(dump.deadlocked()).containsExactlyInAnyOrder("stock-reserver", "stock-restocker");
            assertThat(dump.locks())
                    .anyMatch(lock -> lock.waiting().equals(List.of("stock-reserver"))
                            && lock.owner().equals("stock-restocker"));
            assertThat(dump.groups().stream().mapToInt(ThreadDump.Group::count).sum())
                    .isEqualTo(dump.threads());
        }
    }

    @Test
    void threadsWithOneStackStandInOneGroupAndTwoDumpsSideBySideLoseNone() throws Exception {
        try (Imported shop =
                imported("snapshots/java/orders.jstack.txt", "snapshots/java/payment.sigquit-stdout.txt")) {
            List<ThreadDump> dumps = ThreadDumps.of(shop.reader(), () -> false).dumps();
            assertThat(dumps).hasSize(2);
            ThreadDump one = dumps.getFirst();
            ThreadDump two = dumps.getLast();
            assertThat(one.groups()).anyMatch(group -> group.count() > 1);
            List<ThreadDumps.Row> rows = ThreadDumps.beside(one, two);
            assertThat(rows.stream().mapToInt(ThreadDumps.Row::before).sum()).isEqualTo(one.threads());
            assertThat(rows.stream().mapToInt(ThreadDumps.Row::after).sum()).isEqualTo(two.threads());
            assertThat(rows).anyMatch(row -> row.before() > 0 && row.after() > 0);
        }
    }

    @Test
    void theBiggestClassComesFirstAndOfTwoHeapsTheOneThatChangedMost() throws Exception {
        Path later = folder.resolve("later.histo.txt");
        String head = " num     #instances         #bytes  class name (module)\n"
                + "-------------------------------------------------------\n";
        Files.writeString(
                folder.resolve("early.histo.txt"),
                head
                        + "   1:            10           4000  [B (java.base@25)\n   2:             5            100  shop.Order\n");
        Files.writeString(
                later,
                head
                        + "   1:            11           4400  [B (java.base@25)\n   2:          5000         100000  shop.Order\n");
        try (Imported heaps = Imported.files(folder, List.of(folder.resolve("early.histo.txt"), later))) {
            List<HeapTables.Table> tables =
                    HeapTables.of(heaps.reader(), () -> false).tables();
            assertThat(HeapTables.of(tables.getFirst()).getFirst().name()).isEqualTo("byte[]");
            HeapTables.Row grown =
                    HeapTables.beside(tables.getFirst(), tables.getLast()).getFirst();
            assertThat(grown.name()).isEqualTo("shop.Order");
            assertThat(grown.growth()).isEqualTo(99_900);
        }
    }
}
