package dev.faultline.importers.windows;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Windows events as XML: what the event viewer saves, {@code wevtutil query-events} prints, and readers of EVTX files write.
 * Specified by the "Event Schema" of the Windows documentation.
 *
 * <p>Traps: several roots follow each other without an element around them, or with {@code Events}; fractions of seconds
 * have seven or nine digits; the words of the messages lie in libraries that are not in the evidence; values such as {@code
 * %%14592} are numbers of such words; a dump may hold a record of any size. Documents are cut at {@code <Event} and {@code
 * </Event>}, so one that is broken costs only itself. Sample: {@code logs/windows/Security_short_selected.xml}.
 */
public final class EventXml implements Importer {
    private static final byte[] OPEN = "<Event".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "</Event>".getBytes(StandardCharsets.US_ASCII);
    private static final String NAMESPACE = "http://schemas.microsoft.com/win/2004/08/events/event";

    @Override
    public String format() {
        return "windows-event-xml";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        String text = head.text();
        int start = 0;
        while (start < text.length() && text.charAt(start) <= ' ') {
            start++;
        }
        if (start == text.length() || text.charAt(start) != '<') {
            return 0;
        }
        int event = text.indexOf("<Event ", start);
        event = event < 0 ? text.indexOf("<Event>", start) : event;
        if (event < 0) {
            return 0;
        }
        boolean known = text.startsWith(NAMESPACE, Math.max(0, text.indexOf(NAMESPACE, event)));
        boolean system = text.indexOf("<System>", event) >= 0 && text.indexOf("<EventID", event) >= 0;
        return system ? known ? 0.97 : 0.85 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        new Cutter(input, sink).run();
    }

    /** Cuts the document into records without holding more than one of them. */
    private static final class Cutter {
        private final Input input;
        private final EventSink sink;
        private byte[] record = new byte[1 << 13];
        private int size;
        private long position;
        private long line = 1;

        Cutter(Input input, EventSink sink) {
            this.input = input;
            this.sink = sink;
        }

        void run() throws IOException {
            try (InputStream in = new BufferedInputStream(input.stream(), 1 << 16)) {
                int matched = 0;
                boolean inside = false;
                boolean tooLong = false;
                long start = 0;
                long startLine = 1;
                for (int b = in.read(); b >= 0 && !sink.cancelled(); b = in.read()) {
                    position++;
                    line += b == '\n' ? 1 : 0;
                    if (!inside) {
                        boolean named = matched == OPEN.length;
                        if (named && (b == '>' || b <= ' ' || b == '/')) {
                            inside = true;
                            tooLong = false;
                            start = position - OPEN.length - 1;
                            startLine = line - (b == '\n' ? 1 : 0);
                            size = 0;
                            for (byte each : OPEN) {
                                keep(each);
                            }
                            keep((byte) b);
                            matched = 0;
                            continue;
                        }
                        matched = !named && b == OPEN[matched] ? matched + 1 : b == '<' ? 1 : 0;
                        continue;
                    }
                    tooLong |= size >= Limits.RECORD;
                    if (!tooLong) {
                        keep((byte) b);
                    }
                    matched = b == CLOSE[matched] ? matched + 1 : b == '<' ? 1 : 0;
                    if (matched == CLOSE.length) {
                        matched = 0;
                        inside = false;
                        give(start, position, startLine, tooLong);
                    }
                }
                if (inside && !sink.cancelled()) {
                    long from = input.originalOffset(start);
                    sink.reject(
                            IssueCode.TRUNCATED,
                            "the document ends within this event",
                            from,
                            input.originalOffset(position) - from,
                            startLine);
                }
            }
        }

        private void keep(byte b) {
            if (size == record.length) {
                record = Arrays.copyOf(record, size * 2);
            }
            record[size++] = b;
        }

        private void give(long start, long end, long startLine, boolean tooLong) {
            long from = input.originalOffset(start);
            long length = input.originalOffset(end) - from;
            XmlElement element = tooLong ? null : XmlText.element(new String(record, 0, size, StandardCharsets.UTF_8));
            if (element == null) {
                String why = tooLong ? "an event of " + length + " bytes" : "the event is not well formed";
                sink.reject(IssueCode.BAD_RECORD, why, from, length, startLine);
                return;
            }
            WindowsEvent event = WindowsEvent.of(element);
            EventDraft draft = sink.draft().record(from, (int) Math.min(Integer.MAX_VALUE, length), startLine);
            event.pour(draft);
            if (event.time().isEmpty()) {
                sink.report(IssueCode.TIME_MISSING, "the event says no time that can be read", from, startLine);
            }
            sink.accept();
        }
    }
}
