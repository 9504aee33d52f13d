package dev.faultline.cli;

import java.util.concurrent.CountDownLatch;

/** For commands that run until somebody stops them: the process then waits until their case is closed. */
final class UntilStopped {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    UntilStopped() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    private void stop() {
        stopped.countDown();
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Returns when somebody stops the process. */
    void await() {
        try {
            stopped.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The case is closed: the process may end. */
    void done() {
        closed.countDown();
    }
}
