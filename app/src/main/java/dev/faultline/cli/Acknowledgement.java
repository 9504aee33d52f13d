package dev.faultline.cli;

import dev.faultline.model.Source;
import dev.faultline.store.Case;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Prints {@code ACK n} after each commit: n records of the case, stored or rejected, now survive a power cut. */
final class Acknowledgement implements Consumer<Source> {
    private final PrintStream out;
    private final Map<Integer, Long> records = new HashMap<>();

    Acknowledgement(PrintStream out, Case target) {
        this.out = out;
        target.reader().sources().forEach(this::count);
    }

    @Override
    public synchronized void accept(Source source) {
        count(source);
        long total = records.values().stream().mapToLong(Long::longValue).sum();
        out.println("ACK " + total);
        out.flush();
    }

    private void count(Source source) {
        records.put(source.id(), source.events() + source.rejected());
    }
}
