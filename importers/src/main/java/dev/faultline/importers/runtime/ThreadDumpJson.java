package dev.faultline.importers.runtime;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.Frame;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Java thread dumps as JSON, {@code jcmd PID Thread.dump_to_file -format=json}: virtual threads too.
 *
 * <p>Traps: thread and process ids are strings; states and locks are there from JDK 25 on only; deadlocks are not said and
 * follow from who waits for what somebody owns. Sample: {@code snapshots/java/orders.threads.json}.
 */
public final class ThreadDumpJson implements Importer {
    @Override
    public String format() {
        return "thread-dump-json";
    }

    @Override
    public double recognises(Head head) {
        String text = head.text();
        return text.contains("\"threadDump\"") && text.contains("\"threadContainers\"") ? 0.97 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        new JsonRecords(sink, Limits.JSON_DEPTH, record -> dump(record, sink)).read(input);
    }

    private static void dump(Json.Members record, EventSink sink) {
        Json dump = record.at("threadDump");
        long time = JsonTime.nanos(dump.at("time")).orElse(0L);
        TimeQuality quality = time == 0 ? TimeQuality.NONE : TimeQuality.EXACT;
        List<DumpedThread> threads = new ArrayList<>();
        for (Json container : dump.at("threadContainers").items()) {
            for (Json thread : container.at("threads").items()) {
                threads.add(thread(thread));
            }
        }
        Json.Span place = record.span();
        DumpedThread.give(threads, time, quality, place.offset(), place.shortLength(), place.line(), sink);
    }

    private static DumpedThread thread(Json thread) {
        Json.Span span = thread instanceof Json.Members object ? object.span() : new Json.Span(0, 0, 0);
        List<Frame> frames = new ArrayList<>();
        thread.at("stack").items().forEach(frame -> frames.add(JavaFrames.parse(String.valueOf(frame.text()))));
        List<String> owned = new ArrayList<>();
        for (Json monitor : thread.at("monitorsOwned").items()) {
            monitor.at("locks").items().forEach(lock -> owned.add(String.valueOf(lock.text())));
        }
        String waiting = thread.at("blockedOn").word();
        if (waiting == null) {
            waiting = thread.at("waitingOn").word();
        }
        String name = thread.at("name").text();
        String state = thread.at("state").word();
        return new DumpedThread(
                name == null || name.isEmpty() ? "#" + thread.at("tid").text() : name,
                String.valueOf(thread.at("tid").text()),
                state == null ? "" : state,
                frames,
                owned,
                waiting,
                span.offset(),
                span.shortLength(),
                span.line());
    }
}
