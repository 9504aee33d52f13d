package dev.faultline.workbench;

import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportPlan;
import dev.faultline.importers.PlannedSource;
import dev.faultline.importers.SourceReport;
import dev.faultline.text.SafeText;
import dev.faultline.text.SourceText;
import java.util.ArrayList;
import java.util.List;

/**
 * How far one source of an import came.
 *
 * @param name its path, and its archive where it is in one
 * @param bytesRead of it
 * @param bytes its length; -1 where not known
 * @param events of it so far
 */
record SourceProgress(String name, State state, long bytesRead, long bytes, long events) {
    /** What becomes of a source, in this order. */
    enum State {
        WAITING,
        READING,
        DONE,
        ALREADY_THERE,
        STOPPED,
        NOT_READ,
        REFUSED;

        String word() {
            return Words.of(
                    switch (this) {
                        case WAITING -> "importing.waiting";
                        case READING -> "importing.reading";
                        case DONE -> "importing.done";
                        case ALREADY_THERE -> "importing.already-there";
                        case STOPPED -> "importing.stopped";
                        case NOT_READ -> "importing.not-read";
                        case REFUSED -> "importing.refused";
                    });
        }
    }

    /** All sources of an import as they stand now, heard on its thread. */
    static final class Tally implements ImportListener {
        private final List<SourceProgress> all = new ArrayList<>();
        private final long planned;
        private final int sources;
        private int reading = -1;
        /** Before this one nothing waits any more: sources come in the order of the plan, and may be thousands. */
        private int passed;

        private int done;
        private long bytesBefore;
        private long eventsBefore;

        /** Without a plan nobody knows what will come. */
        Tally(int sources) {
            this.sources = sources;
            planned = -1;
        }

        Tally(ImportPlan plan) {
            List<PlannedSource> included =
                    plan.sources().stream().filter(PlannedSource::include).toList();
            sources = included.size();
            included.forEach(each -> all.add(new SourceProgress(
                    SourceText.path(each.path(), each.container()), State.WAITING, 0, each.bytes(), 0)));
            planned = included.stream().anyMatch(each -> each.bytes() < 0)
                    ? -1
                    : included.stream().mapToLong(PlannedSource::bytes).sum();
        }

        @Override
        public void started(String path, long bytes) {
            reading = waiting(path);
            if (reading < 0) {
                all.add(new SourceProgress(SafeText.line(path), State.WAITING, 0, bytes, 0));
                reading = all.size() - 1;
            }
            all.set(reading, new SourceProgress(all.get(reading).name(), State.READING, 0, bytes, 0));
        }

        /** The first that waits under this name: two archives may have a member of the same one. */
        private int waiting(String path) {
            String name = SafeText.line(path);
            while (passed < all.size() && all.get(passed).state() != State.WAITING) {
                passed++;
            }
            for (int i = passed; i < all.size(); i++) {
                if (all.get(i).state() == State.WAITING && all.get(i).name().endsWith(name)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public void progressed(String path, long bytesRead, long bytes, long events) {
            if (reading >= 0) {
                all.set(reading, new SourceProgress(all.get(reading).name(), State.READING, bytesRead, bytes, events));
            }
        }

        @Override
        public void finished(SourceReport report) {
            done++;
            int at = reading < 0 ? waiting(report.path()) : reading;
            reading = -1;
            if (at < 0) {
                return;
            }
            SourceProgress before = all.get(at);
            State state =
                    switch (report.outcome()) {
                        case IMPORTED, TAIL_IMPORTED, RESUMED -> State.DONE;
                        case ALREADY_IMPORTED -> State.ALREADY_THERE;
                        case CANCELLED -> State.STOPPED;
                        case REFUSED -> State.REFUSED;
                    };
            boolean whole = state == State.DONE || state == State.ALREADY_THERE;
            long read = whole && before.bytes() >= 0 ? before.bytes() : before.bytesRead();
            long events = report.source() == null || !whole
                    ? before.events()
                    : report.source().events();
            all.set(at, new SourceProgress(before.name(), state, read, before.bytes(), events));
            // What is refused counts as passed: the way to the end is shorter by it.
            bytesBefore += state == State.REFUSED ? Math.max(0, before.bytes()) : read;
            eventsBefore += state == State.ALREADY_THERE ? 0 : events;
        }

        List<SourceProgress> sources() {
            return List.copyOf(all);
        }

        /** The same once the import is over: what still waited is not read any more. */
        List<SourceProgress> ended() {
            return all.stream()
                    .map(each -> each.state() == State.WAITING || each.state() == State.READING
                            ? new SourceProgress(
                                    each.name(),
                                    each.state() == State.WAITING ? State.NOT_READ : State.STOPPED,
                                    each.bytesRead(),
                                    each.bytes(),
                                    each.events())
                            : each)
                    .toList();
        }

        /** All of it in a line, so many nanoseconds after it began. */
        ImportProgress together(long nanos) {
            SourceProgress now = reading < 0 ? null : all.get(reading);
            // Without a plan the one source that is read may still say how long it is.
            long bytes = planned >= 0 ? planned : now != null && sources <= 1 ? now.bytes() : -1;
            return new ImportProgress(
                    now == null ? "" : now.name(),
                    bytesBefore + (now == null ? 0 : now.bytesRead()),
                    bytes,
                    eventsBefore + (now == null ? 0 : now.events()),
                    done,
                    sources,
                    nanos);
        }
    }
}
