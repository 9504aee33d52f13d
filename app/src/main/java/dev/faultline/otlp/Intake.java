package dev.faultline.otlp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * Brings requests into the case on one thread. Those that arrive while it is busy go in together, and each is answered
 * only when it is part of the case.
 */
final class Intake implements Runnable {
    private static final int MOST_WAITING = 64;
    private static final Pending END =
            new Pending(new Spools.Stream(Signal.LOGS, Encoding.JSON), List.of(), new CompletableFuture<>());

    private final Spools spools;
    private final BlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    Intake(Spools spools) {
        this.spools = spools;
    }

    /** A request, as the one record of its file. */
    private record Pending(Spools.Stream stream, List<byte[]> record, CompletableFuture<Boolean> done) {}

    /** Completes when the case holds it, or with what went wrong. */
    CompletableFuture<Boolean> take(Spools.Stream stream, byte[] record) throws InterruptedException {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        waiting.put(new Pending(stream, List.of(record), done));
        return done;
    }

    /** Lets what waits go in, then ends. */
    void end() throws InterruptedException {
        waiting.put(END);
    }

    @Override
    public void run() {
        try {
            boolean more = true;
            while (more) {
                List<Pending> batch = new ArrayList<>();
                batch.add(waiting.take());
                waiting.drainTo(batch);
                more = !batch.remove(END);
                Map<Spools.Stream, List<Pending>> streams = new LinkedHashMap<>();
                batch.forEach(each -> streams.computeIfAbsent(each.stream(), key -> new ArrayList<>())
                        .add(each));
                streams.forEach(this::bring);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void bring(Spools.Stream stream, List<Pending> pending) {
        try {
            List<byte[]> records = new ArrayList<>();
            pending.forEach(each -> records.addAll(each.record()));
            spools.take(stream, records);
            pending.forEach(each -> each.done().complete(true));
        } catch (IOException | RuntimeException failure) {
            pending.forEach(each -> each.done().completeExceptionally(failure));
        }
    }
}
