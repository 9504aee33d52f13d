package dev.faultline.importers.runtime;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Line;
import dev.faultline.importers.Lines;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Java virtual machine's unified log of its garbage collections and safepoints ({@code -Xlog:gc*}, JEP 158 and 271),
 * whatever the collector: G1, Serial, Parallel, ZGC, Shenandoah. An event a line; a line that ends a pause or a phase has its
 * duration and begins when that began.
 *
 * <p>Traps: the decorations in brackets differ from file to file; with the uptime alone, or nothing, there is no time of day,
 * and times are relative to a start that is taken to be 1970; the time of a line is the end of what it tells; ZGC counts in
 * seconds where others count in milliseconds; some locales have a decimal comma. Samples: {@code
 * snapshots/java/orders-g1-gc.log}, {@code payment-g1-uptime-gc.log}, {@code leak-serial-gc.log}.
 */
public final class GcLog implements Importer {
    private static final int LONGEST_LINE = 4000;
    private static final int LINES = 40;
    /** What the lines say whose decorations do not name gc. */
    private static final Pattern OWN = Pattern.compile("GC\\(|Using |Safepoint \"|Entering safepoint|Leaving safepoint"
            + "|Total time for which application threads|Application time: ");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    @Override
    public String format() {
        return "gc-log";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        int lines = 0;
        int own = 0;
        for (String line : (Iterable<String>) head.text().lines().limit(LINES)::iterator) {
            if (!line.isBlank()) {
                lines++;
                Decorated decorated = Decorated.of(line);
                own += decorated != null && decorated.isOwn() ? 1 : 0;
            }
        }
        return own == 0 || own * 4 < lines ? 0 : own * 10 >= lines * 6 ? 0.96 : 0.7;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        Lines lines = input.lines(sink);
        Previous previous = new Previous();
        while (lines.next() && !sink.cancelled()) {
            Line line = lines.line();
            if (line.to > line.from) {
                int length = Math.min(LONGEST_LINE, line.to - line.from);
                give(new String(line.buffer, line.from, length, StandardCharsets.UTF_8), line, previous, sink);
            }
        }
    }

    /** The time of the line before, for lines without one. */
    private static final class Previous {
        private long time;
        private TimeQuality quality = TimeQuality.NONE;
    }

    private static void give(String text, Line line, Previous previous, EventSink sink) {
        EventDraft draft = sink.draft().record(line.offset, line.length, line.number);
        Decorated decorated = Decorated.of(text);
        if (decorated == null) {
            draft.message(text).severity(Severity.INFO);
            sink.accept();
            return;
        }
        time(decorated, previous);
        draft.severity(decorated.severity())
                .message(decorated.message)
                .logger(decorated.tags)
                .attribute("jvm.gc.uptime_seconds", decorated.uptimeText);
        GcLine gc = GcLine.of(decorated.message);
        long start = previous.time;
        if (gc.duration() >= 0) {
            start -= gc.duration();
            draft.duration(gc.duration());
        }
        draft.time(start, previous.quality);
        if (gc.number() >= 0) {
            draft.attribute("jvm.gc.id", gc.number());
        }
        if (gc.duration() >= 0 || gc.before() >= 0) {
            draft.name(gc.name()).attribute("jvm.gc.name", gc.name()).attribute("jvm.gc.cause", gc.cause());
        }
        if (gc.before() >= 0) {
            draft.attribute("jvm.gc.heap_before_bytes", gc.before())
                    .attribute("jvm.gc.heap_after_bytes", gc.after())
                    .attribute("jvm.gc.heap_size_bytes", gc.size());
        }
        if (gc.isPause() && gc.name().contains("Full")) {
            draft.severity(Severity.WARN);
        }
        sink.accept();
    }

    private static void time(Decorated decorated, Previous previous) {
        if (decorated.time != null) {
            previous.time = decorated.time;
            previous.quality = TimeQuality.EXACT;
        } else if (decorated.uptime >= 0) {
            previous.time = decorated.uptime;
            previous.quality = TimeQuality.RELATIVE;
        }
    }

    /** A line with its decorations read. */
    private static final class Decorated {
        private @Nullable Long time;
        private long uptime = -1;
        private @Nullable String uptimeText;
        private String level = "";
        private String tags = "";
        private String message = "";

        static @Nullable Decorated of(String line) {
            Decorated decorated = new Decorated();
            int at = 0;
            while (at < line.length() && line.charAt(at) == '[') {
                int close = line.indexOf(']', at);
                if (close < 0
                        || close - at > 120
                        || !decorated.take(line.substring(at + 1, close).strip())) {
                    break;
                }
                at = close + 1;
            }
            decorated.message = line.substring(at).strip();
            boolean timed = decorated.time != null || decorated.uptime >= 0;
            return at > 0 && (timed || !decorated.tags.isEmpty()) ? decorated : null;
        }

        private boolean take(String text) {
            if (text.isEmpty() || text.length() == 1 && !Character.isDigit(text.charAt(0))) {
                return false;
            }
            Optional<Long> clock = text.length() > 20 && text.charAt(10) == 'T' ? clock(text) : Optional.empty();
            if (clock.isPresent()) {
                time = clock.get();
            } else if (Character.isDigit(text.charAt(0))) {
                return number(text);
            } else if ("trace debug info warning error ".contains(text + " ") && level.isEmpty()) {
                level = text;
            } else if (text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == ',' || c == '_')) {
                tags = text;
                return true;
            } else {
                return !text.contains(" ") && tags.isEmpty();
            }
            return tags.isEmpty();
        }

        /** Seconds, milliseconds or nanoseconds of uptime or since 1970; else a process or thread, which says nothing here. */
        private boolean number(String text) {
            String digits = text.replace(',', '.');
            if (digits.matches("[0-9]{1,9}\\.[0-9]{1,9}s")) {
                uptimeText = digits.substring(0, digits.length() - 1);
                uptime = GcLine.nanos(uptimeText, 9);
            } else if (digits.matches("[0-9]{1,12}ms")) {
                uptime = GcLine.nanos(digits.substring(0, digits.length() - 2), 6);
                uptimeText = Double.toString(uptime / 1e9);
            } else if (digits.matches("[0-9]{13}ms")) {
                time = GcLine.nanos(digits.substring(0, digits.length() - 2), 6);
            } else if (digits.matches("[0-9]{1,18}ns")) {
                uptime = GcLine.nanos(digits.substring(0, digits.length() - 2), 0);
            } else {
                return digits.matches("[0-9]{1,12}");
            }
            return true;
        }

        private static Optional<Long> clock(String text) {
            try {
                return Timestamps.toNanos(
                        OffsetDateTime.parse(text.replace(',', '.'), TIME).toInstant());
            } catch (DateTimeParseException other) {
                return Timestamps.parse(text);
            }
        }

        /** Whether a collection or safepoint is what the line is about. */
        boolean isOwn() {
            String first = tags.isEmpty() ? "" : tags.split(",", 2)[0];
            boolean plain = tags.isEmpty() && OWN.matcher(message).lookingAt();
            return plain || first.equals("gc") || first.equals("safepoint") || tags.contains(",gc");
        }

        Severity severity() {
            return Severity.of(level.equals("warning") ? "warn" : level).orElse(Severity.INFO);
        }
    }
}
