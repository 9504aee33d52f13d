package dev.faultline.workbench;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.application.Platform;

/**
 * Runs everything that takes time, and alone returns to the UI thread. Work is named by a lane: a new question in a lane
 * cancels the one before it, so the latest wins.
 */
final class BackgroundWork implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("background-", 0).factory());
    private final Map<String, AtomicBoolean> lanes = new ConcurrentHashMap<>();

    /** Something that takes time; asks now and then whether it is still wanted. */
    interface Work<T> {
        T run(BooleanSupplier cancelled) throws Exception;
    }

    /** Runs the work, then gives its result or its failure on the UI thread, unless something newer came. */
    <T> void run(String lane, Work<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        AtomicBoolean cancelled = new AtomicBoolean();
        AtomicBoolean before = lanes.put(lane, cancelled);
        if (before != null) {
            before.set(true);
        }
        threads.execute(() -> {
            try {
                T result = work.run(cancelled::get);
                later(cancelled, () -> done.accept(result));
            } catch (CancellationException unwanted) {
                // Somebody asked something newer in this lane.
                return;
            } catch (Exception | StackOverflowError failure) {
                later(cancelled, () -> failed.accept(failure));
            }
        });
    }

    private static void later(AtomicBoolean cancelled, Runnable action) {
        Platform.runLater(() -> {
            if (!cancelled.get()) {
                action.run();
            }
        });
    }

    /** Runs something short on the UI thread. */
    void show(Runnable action) {
        Platform.runLater(action);
    }

    /** Stops what runs in a lane. */
    void cancel(String lane) {
        AtomicBoolean running = lanes.get(lane);
        if (running != null) {
            running.set(true);
        }
    }

    @Override
    public void close() {
        lanes.values().forEach(cancelled -> cancelled.set(true));
        threads.shutdownNow();
    }
}
