package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.EventId;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that grows while the case is open. */
class FollowerTest {
    @TempDir
    Path folder;

    private static String line(int second, String message) {
        return String.format("2026-03-05T14:00:%02d.000Z INFO [main] shop.Orders - %s%n", second, message);
    }

    private static void await(BooleanSupplier ready) {
        for (int i = 0; i < 300 && !ready.getAsBoolean(); i++) {
            LockSupport.parkNanos(50_000_000L);
        }
        assertThat(ready.getAsBoolean()).isTrue();
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    @Test
    void bringsInWhatIsAppendedOnceAlsoWhereALineWasCutInTheMiddle() throws Exception {
        Path log =
                Files.writeString(folder.resolve("orders.log"), line(0, "order 1 placed") + line(1, "order 2 placed"));
        List<Follower.Change> told = new CopyOnWriteArrayList<>();
        AtomicBoolean stopped = new AtomicBoolean();
        try (Case target = Case.create(folder.resolve("case"), "test")) {
            Import.run(target, List.of(log), ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
            Follower follower = new Follower(target, ImportOptions.DEFAULT, told::add);
            Thread following = Thread.ofPlatform().start(() -> follower.follow(List.of(log), stopped::get));
            String third = line(2, "order 3 placed");
            append(log, third.substring(0, 45));
            await(() -> target.reader().events() == 3);
            append(log, third.substring(45) + line(3, "order 4 failed"));
            await(() -> target.reader().events() == 4);
            Files.writeString(log, line(9, "a new beginning"));
            await(() -> target.reader().events() == 5);
            stopped.set(true);
            following.join();
            assertThat(target.reader().sources()).hasSize(2);
            assertThat(told)
                    .extracting(Follower.Change::words)
                    .last()
                    .asString()
                    .contains("replaced");
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** Syslog's times have no year: it follows from the lines before. */
    private static String syslog(int second, String message) {
        return String.format("Mar  5 14:%02d:%02d host app[1]: %s%n", second / 60 % 60, second % 60, message);
    }

    @Test
    void readsOfALargeLogOnlyWhatWasAppendedAndHoldsTheSameAsIfItHadReadItAll() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            text.append(syslog(i / 10, "request " + i + " was answered for the customer " + i % 17));
        }
        Path log = Files.writeString(folder.resolve("messages.log"), text);
        long length = Files.size(log);
        List<Follower.Change> told = new CopyOnWriteArrayList<>();
        AtomicBoolean stopped = new AtomicBoolean();
        try (Case target = Case.create(folder.resolve("case"), "test");
                Case whole = Case.create(folder.resolve("whole"), "test")) {
            Import.run(target, List.of(log), ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
            Follower follower = new Follower(target, ImportOptions.DEFAULT, told::add);
            Thread following = Thread.ofPlatform().start(() -> follower.follow(List.of(log), stopped::get));
            append(
                    log,
                    syslog(3001, "first after") + syslog(3002, "cut in the mid").strip());
            await(() -> told.size() == 1);
            append(log, "dle\n" + syslog(3003, "third after"));
            await(() -> told.size() == 2);
            append(log, syslog(3004, "fourth after"));
            await(() -> told.size() == 3);
            assertThat(told.get(0).events()).isEqualTo(2);
            assertThat(told.get(1).events()).isEqualTo(1);
            assertThat(told.get(2).events()).isEqualTo(1);
            assertThat(told.get(0).read()).as("once all of it is compared").isGreaterThan(length);
            assertThat(told.get(1).read()).isLessThan(length / 10);
            assertThat(told.get(2).read()).isLessThan(length / 10);

            Import.run(whole, List.of(log), ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
            var grown = target.reader().sources().getFirst();
            assertThat(target.reader().events()).isEqualTo(whole.reader().events());
            assertThat(grown.sha256()).isEqualTo(sha256(log));
            assertThat(grown.last())
                    .isEqualTo(whole.reader().sources().getFirst().last());
            var last = target.reader().event(new EventId(grown.id(), 30_004)).orElseThrow();
            assertThat(last.message()).contains("fourth after");
            assertThat(last.location().line()).isEqualTo(30_004);
            assertThat(target.reader().text(last.location())).contains("fourth after");
            assertThat(target.check().problems()).isEmpty();
            assertThat(target.check().digest())
                    .as("all events, as one reading gives them")
                    .isEqualTo(whole.check().digest());
            // What the store counts is what a full reading counts: another import finds nothing new.
            ImportReport again =
                    Import.run(target, List.of(log), ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
            assertThat(again.sources().getFirst().outcome()).isEqualTo(SourceReport.Outcome.ALREADY_IMPORTED);

            // Replaced by a longer one in the same place: not a tail of what was.
            Files.writeString(
                    log,
                    text.toString().replace("answered", "rejected")
                            + syslog(3100, "x").repeat(50));
            await(() -> told.size() == 4);
            assertThat(told.get(3).events()).isEqualTo(30_050);
            assertThat(target.reader().sources()).hasSize(2);
            Files.writeString(log, syslog(3200, "after it was cut"));
            await(() -> told.size() == 5);
            assertThat(told.get(4).words()).contains("read from its beginning");
            stopped.set(true);
            following.join();
        }
    }
}
