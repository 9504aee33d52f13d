package dev.faultline.workbench;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.application.Platform;

/**
 * Runs everything that takes time, and alone returns to the UI thread. Work is named by a lane: a new question in a lane
 * cancels the one before it, so the latest wins.
 */
final class BackgroundWork implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("background-", 0).factory());
    private final Map<String, Running> lanes = new ConcurrentHashMap<>();

    /** Something that takes time; asks now and then whether it is still wanted. */
    interface Work<T> {
        T run(BooleanSupplier cancelled) throws Exception;
    }

    /** Work under way: whether it is to stop, and whether nobody waits for its result any more. */
    private static final class Running {
        private volatile boolean stopping;
        private volatile boolean unwanted;
    }

    /** Runs the work, then gives its result or its failure on the UI thread, unless something newer came. */
    <T> void run(String lane, Work<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        if (threads.isShutdown()) {
            // What is closed answers nobody, such as a text field that loses the keys on its way out.
            return;
        }
        Running running = new Running();
        Running before = lanes.put(lane, running);
        if (before != null) {
            before.stopping = true;
            before.unwanted = true;
        }
        threads.execute(() -> {
            try {
                T result = work.run(() -> running.stopping);
                later(running, () -> done.accept(result));
            } catch (CancellationException unwanted) {
                // Somebody asked something newer in this lane.
                return;
            } catch (Exception | StackOverflowError failure) {
                later(running, () -> failed.accept(failure));
            } finally {
                lanes.remove(lane, running);
            }
        });
    }

    private static void later(Running running, Runnable action) {
        Platform.runLater(() -> {
            if (!running.unwanted) {
                action.run();
            }
        });
    }

    /** Runs something short on the UI thread. */
    void show(Runnable action) {
        Platform.runLater(action);
    }

    /** Runs something short on the UI thread after a while. */
    void after(String lane, long nanos, Runnable action) {
        run(
                lane,
                cancelled -> {
                    LockSupport.parkNanos(nanos);
                    return true;
                },
                done -> action.run(),
                failure -> action.run());
    }

    /** Asks what runs in a lane to stop; what it has by then is still its result. */
    void ask(String lane) {
        Running running = lanes.get(lane);
        if (running != null) {
            running.stopping = true;
        }
    }

    /** What runs in a lane is to stop, and nobody waits for its result any more. */
    void drop(String lane) {
        Running running = lanes.get(lane);
        if (running != null) {
            running.unwanted = true;
            running.stopping = true;
        }
    }

    /** Stops everything, and waits a moment for it: who reads or writes a case must be done before the case closes. */
    @Override
    public void close() {
        lanes.values().forEach(running -> {
            running.stopping = true;
            running.unwanted = true;
        });
        threads.shutdown();
        try {
            // Threads are not interrupted: that would close the files they read, which others share.
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
