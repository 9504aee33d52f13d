package dev.faultline.importers.runtime;

import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A thread of a dump, and how a dump becomes events: one for the whole, one for each thread. */
record DumpedThread(
        String name,
        String id,
        String state,
        List<Frame> frames,
        List<String> owned,
        @Nullable String waiting,
        long offset,
        int length,
        long line) {

    static void give(
            List<DumpedThread> threads,
            long time,
            TimeQuality quality,
            long offset,
            int length,
            long line,
            EventSink sink) {
        Set<String> deadlocked = deadlocked(threads);
        EventDraft draft = sink.draft()
                .record(offset, length, line)
                .kind(Kind.PROFILE)
                .time(time, quality)
                .name("thread dump")
                .message(summary(threads, deadlocked))
                .severity(deadlocked.isEmpty() ? Severity.INFO : Severity.ERROR);
        draft.attribute("thread.count", threads.size());
        if (!deadlocked.isEmpty()) {
            draft.attribute("thread.deadlocked", String.join(", ", deadlocked));
        }
        sink.accept();
        for (DumpedThread thread : threads) {
            thread.give(time, quality, deadlocked.contains(thread.name), sink);
        }
    }

    private void give(long time, TimeQuality quality, boolean isDeadlocked, EventSink sink) {
        EventDraft draft = sink.draft()
                .record(offset, length, line)
                .kind(Kind.PROFILE)
                .time(time, quality)
                .name("thread")
                .thread(name)
                .message(name
                        + (state.isEmpty() ? "" : " " + state)
                        + (waiting == null ? "" : ", waits for " + waiting)
                        + (isDeadlocked ? ", deadlocked" : ""))
                .severity(isDeadlocked ? Severity.ERROR : Severity.INFO)
                .exception(frames.isEmpty() ? null : new StackTrace("", null, frames, null, null))
                .attribute("thread.id", id)
                .attribute("thread.state", state.isEmpty() ? null : state)
                .attribute("thread.lock.waiting", waiting)
                .attribute("thread.lock.owned", owned.isEmpty() ? null : String.join(", ", owned));
        if (isDeadlocked) {
            draft.attribute("thread.deadlocked", name);
        }
        sink.accept();
    }

    private static String summary(List<DumpedThread> threads, Set<String> deadlocked) {
        Map<String, Long> states = threads.stream()
                .filter(thread -> !thread.state.isEmpty())
                .collect(Collectors.groupingBy(DumpedThread::state, TreeMap::new, Collectors.counting()));
        String counted = states.entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(Collectors.joining(", "));
        return threads.size() + " threads" + (counted.isEmpty() ? "" : ": " + counted)
                + (deadlocked.isEmpty() ? "" : "; deadlock: " + String.join(", ", deadlocked));
    }

    /** Names of the threads on a circle of "waits for what the next one owns". */
    private static Set<String> deadlocked(List<DumpedThread> threads) {
        Map<String, DumpedThread> owners = new HashMap<>();
        threads.forEach(thread -> thread.owned.forEach(lock -> owners.put(lock, thread)));
        Set<String> found = new LinkedHashSet<>();
        for (DumpedThread start : threads) {
            Set<DumpedThread> path = new LinkedHashSet<>();
            @Nullable DumpedThread at = start;
            while (at != null && path.add(at)) {
                at = at.waiting == null ? null : owners.get(at.waiting);
            }
            if (start.equals(at) && path.size() > 1) {
                path.forEach(thread -> found.add(thread.name));
            }
        }
        return found;
    }
}
