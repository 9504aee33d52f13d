package dev.faultline.importers.runtime;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.log.TimeParser;
import dev.faultline.importers.runtime.TextBlocks.TextLine;
import dev.faultline.model.Severity;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Verbose garbage collection of OpenJ9 and IBM's virtual machines ({@code -Xverbosegclog}, {@code -verbose:gc}): elements of
 * XML, one after the other. Each that stands at the beginning of a line is an event; the end of a collection has its duration
 * and begins when that began, with the heap before from the collection's start. Described in OpenJ9's documentation, "Verbose
 * GC logs".
 *
 * <p>Traps: the file has no end while the machine runs, so it is no XML; times have no zone; what is used is the total less
 * what is free; the machine before 2.6 writes one element for each failed allocation, with the times of its parts within.
 * No sample; shapes from the documentation.
 */
public final class OpenJ9GcLog implements Importer {
    private static final Pattern ELEMENT = Pattern.compile("<([a-z][a-z-]{1,40})[ >/]");
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z]{1,40})=\"([^\"]{0,200})\"");
    private static final Pattern HEAP = Pattern.compile(
            "<(?:mem-info|mem|tenured|heap) [^>]{0,80}?free(?:bytes)?=\"(\\d{1,18})\" total(?:bytes)?=\"(\\d{1,18})\"");
    private static final Pattern TOTAL = Pattern.compile("<time totalms=\"(\\d{1,12}(?:\\.\\d{1,6})?)\"");
    private static final int MOST_CONTEXTS = 1_000;
    private static final int MOST_LINES = 80;

    @Override
    public String format() {
        return "openj9-gc-log";
    }

    @Override
    public double recognises(Head head) {
        String text = head.text();
        int root = text.indexOf("<verbosegc");
        boolean first = root >= 0
                && text.substring(0, root).replaceAll("<\\?xml[^>]*>", "").isBlank();
        return !head.binary() && first ? 0.97 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        Reading reading = new Reading(input.context());
        TextBlocks.read(input, sink, reading);
    }

    /** One reading: what a collection's start said is kept until its end. */
    private static final class Reading implements TextBlocks.Cutter {
        private final TimeParser clock;
        private final Map<String, Long> usedBefore = new HashMap<>();

        Reading(SourceContext context) {
            clock = new TimeParser(context);
        }

        @Override
        public boolean starts(String line) {
            return line.startsWith("<") && !line.startsWith("</") || line.startsWith("</verbosegc");
        }

        @Override
        public void take(List<TextLine> block, EventSink sink) {
            String line = block.getFirst().text();
            Matcher element = ELEMENT.matcher(line);
            if (!element.lookingAt() || line.startsWith("<verbosegc")) {
                return;
            }
            String text = TextBlocks.text(block.subList(0, Math.min(MOST_LINES, block.size())));
            Map<String, String> attributes = new HashMap<>();
            Matcher attribute = ATTRIBUTE.matcher(line);
            while (attribute.find()) {
                attributes.put(attribute.group(1), attribute.group(2));
            }
            event(element.group(1), attributes, text, TextBlocks.draft(block, sink));
            sink.accept();
        }

        private void event(String element, Map<String, String> attributes, String text, EventDraft draft) {
            String type = attributes.get("type");
            boolean collection = element.equals("gc-end") || TOTAL.matcher(text).find();
            long duration = duration(element, attributes, text);
            String stamp = attributes.get("timestamp");
            byte[] time = stamp == null ? new byte[0] : stamp.getBytes(StandardCharsets.UTF_8);
            if (clock.parse(time, 0, time.length)) {
                // The older machines write the element's time when it begins.
                draft.time(clock.nanos() - (element.endsWith("-end") ? Math.max(0, duration) : 0), clock.quality());
            }
            draft.severity(Severity.INFO)
                    .logger("gc")
                    .message(text.lines().findFirst().orElse("").strip())
                    .attribute("jvm.gc.id", attributes.get("contextid"))
                    .attribute("jvm.gc.cause", attributes.get("reason"));
            if (duration >= 0) {
                draft.duration(duration);
            }
            heap(element, attributes.get("contextid"), text, collection, draft);
            if (collection) {
                String name = "GC " + (type == null ? element : type);
                draft.name(name).attribute("jvm.gc.name", name);
                if ("global".equals(type) || element.equals("sys")) {
                    draft.severity(Severity.WARN);
                }
            } else {
                draft.attribute("jvm.gc.type", type);
            }
        }

        private static long duration(String element, Map<String, String> attributes, String text) {
            String millis = attributes.get(element.equals("gc-op") ? "timems" : "durationms");
            Matcher total = TOTAL.matcher(text);
            String said = millis != null ? millis : total.find() ? total.group(1) : "";
            return said.matches("\\d{1,12}(\\.\\d{1,6})?") ? GcLine.nanos(said, 6) : -1;
        }

        private void heap(String element, @Nullable String context, String text, boolean collection, EventDraft draft) {
            Matcher heap = HEAP.matcher(text);
            if (context == null || !heap.find()) {
                return;
            }
            long total = Long.parseLong(heap.group(2));
            long used = total - Long.parseLong(heap.group(1));
            if (element.equals("gc-start")) {
                if (usedBefore.size() >= MOST_CONTEXTS) {
                    usedBefore.clear();
                }
                usedBefore.put(context, used);
            } else if (collection) {
                Long before = usedBefore.remove(context);
                if (before != null) {
                    draft.attribute("jvm.gc.heap_before_bytes", before);
                }
                draft.attribute("jvm.gc.heap_after_bytes", used).attribute("jvm.gc.heap_size_bytes", total);
            }
        }
    }
}
