package dev.faultline.importers.runtime;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.runtime.TextBlocks.TextLine;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Garbage collection logs of Java 8 and before: {@code -XX:+PrintGC}, {@code -XX:+PrintGCDetails} with {@code
 * PrintGCDateStamps} or {@code PrintGCTimeStamps}. Specified by no document; read as OpenJDK 8's sources print them.
 *
 * <p>Traps: collections are lines without brackets around their time, G1's go on over many indented lines; sizes of the
 * generations stand in brackets before those of the heap; with the uptime alone the time is relative; the line is printed at
 * the end but stamped at the beginning; ages and the heap, where they are asked for, stand before, behind and within it; commas as decimal points. No sample; shapes from OpenJDK 8.
 */
public final class ClassicGcLog implements Importer {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");
    private static final Pattern BEGIN = Pattern.compile(
            "(?:([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.,]{8,14}[+-][0-9]{4}): )?(?:([0-9]{1,9}[.,][0-9]{3}): )?(?:#[0-9]{1,9}: )?"
                    + "(\\[(?:Full GC|GC|CMS-|ParNew|Unloading|Pause |Concurrent ).*|Total time for which.*|Application time: .*)");
    private static final Pattern NAME =
            Pattern.compile("\\[((?:Full )?GC[a-z -]{0,30}|CMS-[a-z-]{1,40}|[A-Za-z ]{1,30})");
    private static final Pattern CAUSE = Pattern.compile("\\(([^()]{1,60})\\)");
    private static final Pattern HEAP = Pattern.compile(
            "([0-9.]{1,12})([BKMG])(?:\\([0-9.]{1,12}[BKMG]\\))?->([0-9.]{1,12})([BKMG])\\(([0-9.]{1,12})([BKMG])\\)");
    private static final Pattern SECONDS = Pattern.compile("[ \\[]([0-9]{1,9}[.,][0-9]{1,9}) sec");
    /** Shenandoah's, which count in milliseconds. */
    private static final Pattern MILLIS = Pattern.compile(", ([0-9]{1,9}[.,][0-9]{1,6}) ms\\]");
    /** What no other text says. */
    private static final Pattern SAID =
            Pattern.compile("->|\\[GC|secs|\\[Pause |\\[Concurrent |Total time for which application threads");
    /** What the virtual machine prints around a collection, or within its line, when it is asked for more. */
    private static final Pattern ABOUT = Pattern.compile("Desired survivor.*|- age .*|[:,(\\]].*|Heap after GC.*|\\}.*"
            + "|\\{Heap before.*|AdaptiveSize.*|PSAdaptiveSize.*|Before GC:|After GC:|Statistics for Binary.*"
            + "|Total Free Space.*|Max +Chunk Size.*|Number of Blocks.*|Av\\. +Block Size.*|Tree +Height.*|-{5,}"
            + "|Free: .*|Trigger: .*|Java HotSpot.*|OpenJDK .*VM.*|Memory: .*|CommandLine flags: .*|[0-9T:.,+-]{8,40}: (?:[0-9.,]+: )?\\[G1Ergonomics.*"
            + "|(?:[0-9T:.,+-]{8,40}: )?[0-9.,]+: \\[G1Ergonomics.*");

    private static final int LONGEST = 4000;

    @Override
    public String format() {
        return "gc-log-classic";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        int lines = 0;
        int own = 0;
        for (String line : (Iterable<String>) head.text().lines().limit(100)::iterator) {
            boolean counts =
                    !line.isBlank() && line.charAt(0) != ' ' && line.charAt(0) != '\t' && line.length() < LONGEST;
            if (counts && !ABOUT.matcher(line).matches()) {
                lines++;
                own += BEGIN.matcher(line).matches() && SAID.matcher(line).find() ? 1 : 0;
            }
        }
        return own == 0 || own * 3 < lines ? 0 : 0.94;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        TextBlocks.read(input, sink, new TextBlocks.Cutter() {
            // Whether the heap was printed and the collection that it belongs to comes next.
            private boolean ahead;

            @Override
            public boolean starts(String line) {
                boolean inside = line.isEmpty() || line.charAt(0) == ' ' || line.charAt(0) == '\t';
                if (inside) {
                    return false;
                }
                if (line.startsWith("{Heap before")) {
                    ahead = true;
                    return true;
                }
                boolean belongs = ahead;
                boolean begins = line.length() < LONGEST && BEGIN.matcher(line).matches();
                ahead &= !begins && line.charAt(0) != '}';
                return begins ? !belongs : !isWithin(line);
            }

            @Override
            public void take(List<TextLine> block, EventSink target) {
                collection(block, target);
            }
        });
    }

    /** Whether a collection's line goes on here, or its heap is printed. */
    private static boolean isWithin(String line) {
        return line.startsWith("Desired survivor")
                || line.startsWith("- age ")
                || line.startsWith("Heap after GC")
                || line.startsWith("[PSYoungGen: ")
                || line.startsWith("[Times: ")
                || line.startsWith("Free: ")
                || ":,(]}".indexOf(line.charAt(0)) >= 0;
    }

    private static void collection(List<TextLine> block, EventSink sink) {
        Matcher begin = BEGIN.matcher("");
        for (TextLine line : block) {
            String start = line.text();
            begin = BEGIN.matcher(start.length() > LONGEST ? start.substring(0, LONGEST) : start);
            if (begin.matches()) {
                break;
            }
        }
        if (!begin.matches()) {
            TextBlocks.plain(block, sink);
            return;
        }
        EventDraft draft = TextBlocks.draft(block, sink);
        time(begin, draft);
        String text = TextBlocks.text(block.subList(0, Math.min(60, block.size())));
        String said = begin.group(3);
        Matcher name = NAME.matcher(said);
        String title =
                name.lookingAt() ? name.group(1).strip() : said.startsWith("Total") ? "Safepoint" : "Application";
        Matcher cause = CAUSE.matcher(said);
        draft.name(title)
                .message(text)
                .attribute("jvm.gc.name", title)
                .attribute("jvm.gc.cause", cause.find() ? cause.group(1) : null);
        boolean whole =
                title.startsWith("Full") || title.matches("Pause (?:Full|Degenerated).*") && !said.contains("start]");
        draft.severity(whole || said.contains("Evacuation Failure") ? Severity.WARN : Severity.INFO);
        heap(text, draft);
        long duration = -1;
        for (Matcher seconds = SECONDS.matcher(text); seconds.find(); ) {
            duration = Math.max(duration, GcLine.nanos(seconds.group(1), 9));
        }
        Matcher millis = MILLIS.matcher(said);
        if (millis.find()) {
            duration = Math.max(duration, GcLine.nanos(millis.group(1), 6));
        }
        boolean pause = !said.startsWith("Application time");
        draft.duration(pause ? duration : -1);
        sink.accept();
    }

    private static void time(Matcher begin, EventDraft draft) {
        String date = begin.group(1);
        if (date != null) {
            try {
                Optional<Long> nanos = Timestamps.toNanos(
                        OffsetDateTime.parse(date.replace(',', '.'), TIME).toInstant());
                nanos.ifPresent(time -> draft.time(time, TimeQuality.EXACT));
            } catch (DateTimeParseException noTime) {
                draft.attribute("jvm.gc.time", date);
            }
        } else if (begin.group(2) != null) {
            draft.time(GcLine.nanos(begin.group(2), 9), TimeQuality.RELATIVE);
        }
        draft.attribute("jvm.gc.uptime_seconds", begin.group(2));
    }

    /** The last change of size that stands in no inner brackets is the heap's; the ones before are generations. */
    private static void heap(String text, EventDraft draft) {
        int at = Math.max(text.indexOf("Heap: "), 0);
        Matcher heap = HEAP.matcher(text);
        String[] found = null;
        for (int from = at; heap.find(from); from = heap.end()) {
            int open = depth(text, at, heap.start());
            if (found == null || open <= 1) {
                found = new String[] {
                    heap.group(1), heap.group(2), heap.group(3), heap.group(4), heap.group(5), heap.group(6)
                };
            }
        }
        if (found != null) {
            draft.attribute("jvm.gc.heap_before_bytes", bytes(found[0], found[1]))
                    .attribute("jvm.gc.heap_after_bytes", bytes(found[2], found[3]))
                    .attribute("jvm.gc.heap_size_bytes", bytes(found[4], found[5]));
        }
    }

    private static int depth(String text, int from, int to) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            depth += text.charAt(i) == '[' ? 1 : text.charAt(i) == ']' ? -1 : 0;
        }
        return depth;
    }

    private static long bytes(String number, String unit) {
        int dot = number.indexOf('.');
        String whole = dot < 0 ? number : number.substring(0, dot);
        return GcLine.bytes(whole.isEmpty() ? "0" : whole, unit);
    }
}
