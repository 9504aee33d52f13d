package dev.faultline.store;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Does pieces of work in their order on a thread of its own, beside the one that hands them over and never far behind it.
 * After the first failure nothing more is done, and whoever hands over or waits is told. The thread starts with the first
 * piece: most sources are too small to need one.
 */
final class OrderedWork implements AutoCloseable {
    private final String name;
    private final BlockingQueue<Piece> pieces;
    private @Nullable Thread worker;
    private volatile @Nullable Throwable failure;

    /** Something to do. */
    @FunctionalInterface
    interface Piece {
        void run() throws IOException;
    }

    /** The name says in plain words what is done; {@code ahead} pieces may wait. */
    OrderedWork(String name, int ahead) {
        this.name = name;
        this.pieces = new ArrayBlockingQueue<>(ahead);
    }

    /** Hands a piece over; waits while too many are. */
    void add(Piece piece) throws IOException {
        rethrow();
        start();
        put(piece);
    }

    /** Waits until everything handed over is done. */
    void await() throws IOException {
        if (worker != null) {
            CountDownLatch reached = new CountDownLatch(1);
            put(new Reached(reached));
            try {
                reached.await();
            } catch (InterruptedException interrupted) {
                throw interrupted(interrupted);
            }
        }
        rethrow();
    }

    private void start() {
        if (worker == null) {
            Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(this::work);
            worker = thread;
            thread.start();
        }
    }

    private void put(Piece piece) throws IOException {
        try {
            pieces.put(piece);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static IOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IOException("the import was interrupted", cause);
    }

    private void rethrow() throws IOException {
        Throwable problem = failure;
        if (problem instanceof IOException io) {
            throw io;
        }
        if (problem != null) {
            throw new IOException(name + " failed: " + problem, problem);
        }
    }

    private void work() {
        try {
            while (true) {
                Piece piece = pieces.take();
                if (piece instanceof Stop) {
                    return;
                }
                if (failure == null || piece instanceof Reached) {
                    run(piece);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong, also a lack of memory: otherwise the other thread would wait for ever. */
    @SuppressWarnings("CatchingUnchecked") // it is kept and thrown on the thread that hands over
    private void run(Piece piece) {
        try {
            piece.run();
        } catch (IOException | RuntimeException | Error problem) {
            failure = problem;
        }
    }

    /** Drops what is not done yet and stops the thread. */
    @Override
    public void close() {
        Thread running = worker;
        if (running == null) {
            return;
        }
        if (failure == null) {
            failure = new IOException("closed");
        }
        try {
            pieces.put(new Stop());
            running.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that everything before it is done, whether well or not. */
    private record Reached(CountDownLatch latch) implements Piece {
        @Override
        public void run() {
            latch.countDown();
        }
    }

    private record Stop() implements Piece {
        @Override
        public void run() {
            // It ends the loop by being there.
        }
    }
}
