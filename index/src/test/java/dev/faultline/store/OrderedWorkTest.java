package dev.faultline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedWorkTest {
    @Test
    void doesAllOfItInItsOrderBeforeAwaitReturns() throws IOException {
        List<Integer> done = new ArrayList<>();
        try (OrderedWork work = new OrderedWork("counting", 2)) {
            for (int i = 0; i < 100; i++) {
                int number = i;
                work.add(() -> done.add(number));
            }
            work.await();
            assertThat(done).isEqualTo(IntStream.range(0, 100).boxed().toList());
        }
    }

    @Test
    void tellsTheOtherThreadWhatFailedAndDoesNothingAfterIt() throws IOException {
        List<String> done = new ArrayList<>();
        try (OrderedWork work = new OrderedWork("storing", 8)) {
            CountDownLatch bothHandedOver = new CountDownLatch(1);
            work.add(() -> {
                awaitQuietly(bothHandedOver);
                throw new IOException("the disk is full");
            });
            work.add(() -> done.add("never"));
            bothHandedOver.countDown();

            assertThatThrownBy(work::await).isInstanceOf(IOException.class).hasMessage("the disk is full");
            assertThatThrownBy(() -> work.add(() -> done.add("too late"))).hasMessage("the disk is full");
        }
        assertThat(done).isEmpty();
    }

    @Test
    void saysInPlainWordsWhatAnErrorStopped() throws IOException {
        try (OrderedWork work = new OrderedWork("storing the events", 2)) {
            work.add(() -> {
                throw new OutOfMemoryError("Java heap space");
            });
            assertThatThrownBy(work::await)
                    .isInstanceOf(IOException.class)
                    .hasMessage("storing the events failed: java.lang.OutOfMemoryError: Java heap space");
        }
    }

    @Test
    void closingDropsWhatWaits() throws IOException {
        List<String> done = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        OrderedWork work = new OrderedWork("storing", 4);
        work.add(() -> {
            begun.countDown();
            awaitQuietly(closing);
        });
        work.add(() -> done.add("dropped"));
        awaitQuietly(begun);
        Thread closer = Thread.ofPlatform().start(work::close);
        while (closer.getState() == Thread.State.NEW || closer.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        closing.countDown();
        work.close();
        assertThat(done).isEmpty();
    }

    @Test
    void needsNoThreadWhereNothingIsToDo() throws IOException {
        try (OrderedWork work = new OrderedWork("storing", 1)) {
            work.await();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
