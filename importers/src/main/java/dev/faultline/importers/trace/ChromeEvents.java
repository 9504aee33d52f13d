package dev.faultline.importers.trace;

import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What trace events mean. An event whose end is still to come waits for it, and so do those behind it, as long as there
 * is room: then it is given without a duration.
 */
final class ChromeEvents {
    private static final int MOST_WAITING = 20_000;
    private static final long MOST_BYTES = 2 << 20;
    private static final int MOST_OPEN = 50_000;
    private static final Set<String> TAKEN = Set.of("name", "cat", "ph", "ts", "dur", "pid", "tid", "args");

    private final EventSink sink;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final Map<String, Deque<Waiting>> open = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private long queuedBytes;
    private int openCount;
    private long unended;

    ChromeEvents(EventSink sink) {
        this.sink = sink;
    }

    /** An event on its way to the sink. */
    private static final class Waiting {
        private final Json.Members event;
        private final @Nullable BigDecimal time;
        private long duration = -1;
        private boolean waits;

        Waiting(Json.Members event, @Nullable BigDecimal time) {
            this.event = event;
            this.time = time;
        }
    }

    void take(Json.Members event) {
        String phase = String.valueOf(event.at("ph").text());
        Waiting waiting = new Waiting(event, micros(event.at("ts")));
        switch (phase) {
            case "B", "b", "S" -> begin(waiting, key(event, phase));
            case "E", "e", "F" -> close(waiting, key(event, phase));
            case "M" -> name(event);
            default -> {}
        }
        queue.addLast(waiting);
        queuedBytes += event.span().length();
        give(queue.size() > MOST_WAITING || queuedBytes > MOST_BYTES);
    }

    /** Gives all that still waits. */
    void end() {
        while (!queue.isEmpty()) {
            give(true);
        }
        if (unended > 0) {
            sink.report(IssueCode.ORPHAN, unended + " beginnings have no end, or one far behind", -1, 0);
        }
    }

    private void give(boolean full) {
        Waiting head = queue.peekFirst();
        if (full && head != null && head.waits) {
            head.waits = false;
            unended++;
        }
        while (head != null && !head.waits) {
            queue.removeFirst();
            queuedBytes -= head.event.span().length();
            event(head);
            head = queue.peekFirst();
        }
    }

    /** Slices nest by thread, asynchronous ones belong together by category and id. */
    private static String key(Json event, String phase) {
        boolean nested = phase.equals("B") || phase.equals("E");
        Json id = event.at("id").isEmpty() ? event.at("id2") : event.at("id");
        return nested
                ? event.at("pid").text() + " " + event.at("tid").text()
                : event.at("cat").text() + " " + id + " " + event.at("name").text();
    }

    private void begin(Waiting waiting, String key) {
        if (openCount >= MOST_OPEN) {
            open.clear();
            openCount = 0;
        }
        open.computeIfAbsent(key, any -> new ArrayDeque<>()).addLast(waiting);
        openCount++;
        waiting.waits = true;
    }

    private void close(Waiting end, String key) {
        Deque<Waiting> stack = open.get(key);
        Waiting begun = stack == null ? null : stack.pollLast();
        if (stack != null && stack.isEmpty()) {
            open.remove(key);
        }
        if (begun == null) {
            return;
        }
        openCount--;
        begun.waits = false;
        if (begun.time != null && end.time != null) {
            begun.duration = nanos(end.time.subtract(begun.time)).orElse(-1L);
        }
    }

    private void name(Json event) {
        String name = event.at("args", "name").word();
        if (name != null && names.size() < MOST_OPEN) {
            boolean process = "process_name".equals(event.at("name").text());
            boolean thread = "thread_name".equals(event.at("name").text());
            if (process || thread) {
                String tid = thread ? " " + event.at("tid").text() : "";
                names.put(event.at("pid").text() + tid, name);
            }
        }
    }

    private static @Nullable BigDecimal micros(Json value) {
        String text = value.word();
        if (text == null || text.length() > 30) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs(number.scale()) > 30 ? null : number;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static Optional<Long> nanos(BigDecimal micros) {
        try {
            return Optional.of(
                    micros.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact());
        } catch (ArithmeticException outOfRange) {
            return Optional.empty();
        }
    }

    private void event(Waiting waiting) {
        Json.Members event = waiting.event;
        Json.Span place = event.span();
        String phase = String.valueOf(event.at("ph").text());
        String name = event.at("name").word();
        EventDraft draft = sink.draft()
                .record(place.offset(), place.shortLength(), place.line())
                .name(name)
                .logger(event.at("cat").word())
                .service(names.get(String.valueOf(event.at("pid").text())))
                .thread(thread(event));
        time(waiting, phase, draft, place);
        kind(waiting, phase, name, draft);
        Fields fields = new Fields(draft);
        fields.add("chrome.phase", event.at("ph"));
        fields.add("process.pid", event.at("pid"));
        fields.add("thread.id", event.at("tid"));
        fields.add("args", event.at("args"));
        event.values().forEach((key, value) -> {
            if (!TAKEN.contains(key)) {
                fields.add(key, value);
            }
        });
        fields.finish(sink, place);
        sink.accept();
    }

    private @Nullable String thread(Json event) {
        String tid = event.at("tid").word();
        String name = names.get(event.at("pid").text() + " " + tid);
        return name == null ? tid : name;
    }

    private void time(Waiting waiting, String phase, EventDraft draft, Json.Span place) {
        Optional<Long> time = waiting.time == null ? Optional.empty() : nanos(waiting.time);
        if (phase.equals("M")) {
            return;
        }
        if (time.isPresent()) {
            draft.time(time.get(), TimeQuality.RELATIVE);
        } else {
            sink.report(IssueCode.TIME_MISSING, "the trace event has no usable time", place.offset(), place.line());
        }
    }

    private static void kind(Waiting waiting, String phase, @Nullable String name, EventDraft draft) {
        Json.Members event = waiting.event;
        switch (phase) {
            case "X", "B", "b", "S" -> {
                BigDecimal own = micros(event.at("dur"));
                long duration = own == null ? waiting.duration : nanos(own).orElse(-1L);
                draft.kind(Kind.SPAN).duration(duration);
            }
            case "C" -> draft.kind(Kind.METRIC).message(name + figures(event.at("args")));
            case "E", "e", "F" -> draft.message("end of " + (name == null ? "a slice" : name));
            case "s" -> draft.message("flow begins: " + name);
            case "t" -> draft.message("flow goes on: " + name);
            case "f" -> draft.message("flow ends: " + name);
            case "M" -> draft.message(name + figures(event.at("args")));
            default -> draft.message(name);
        }
    }

    private static String figures(Json args) {
        StringBuilder figures = new StringBuilder();
        args.members().forEach((key, value) -> {
            if (value.text() != null && figures.length() < 500) {
                figures.append(' ').append(key).append('=').append(value.text());
            }
        });
        return figures.toString();
    }
}
