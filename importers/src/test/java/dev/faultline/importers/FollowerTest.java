package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
}
