package dev.faultline.importers.container;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Line;
import dev.faultline.importers.LineImporter;
import dev.faultline.importers.LineParser;
import dev.faultline.importers.Lines;
import dev.faultline.importers.SourceContext;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logs that a container tool wrapped line by line: the container runtime interface (containerd, CRI-O), docker's json-file
 * driver, {@code kubectl logs --prefix}, {@code docker compose logs}, and {@code --timestamps} of any of them; what stern
 * and kail print of many pods, pm2 of many processes, runit's svlogd of one, and Fluent Bit as lines of JSON with the pod's names, and Loki's {@code logcli query} with its labels. What is inside is read as the format that it
 * is, each stream of each container for itself, so that their stack traces do not mix.
 *
 * <p>Traps: a long line comes in parts; docker's {@code log} ends in a line feed unless it is a part, or a
 * shipper took them all off; stern says when it begins and ends to read a pod; the last line may never end; compose prints colours; the tool's time counts where the line inside has none, and
 * tells the zone and the day where that names none. Samples: {@code logs/container}, {@code
 * logs/lnav/logfile_docker_compose.0}.
 */
public final class ContainerLog implements Importer {
    private static final int LINES = 40;
    private static final int MOST_STREAMS = 5_000;
    /** Docker splits lines at 16 KiB. */
    private static final int SPLIT = 16_000;

    private final String format;
    private final Wrapper wrapper;
    private final List<LineImporter> inner;

    private ContainerLog(String format, Wrapper wrapper, List<LineImporter> inner) {
        this.format = format;
        this.wrapper = wrapper;
        this.inner = inner;
    }

    /** All wrappers; inside them these formats are looked for. */
    public static List<Importer> all(List<LineImporter> inner) {
        return List.of(
                new ContainerLog("cri-log", Wrappers::cri, inner),
                new ContainerLog("docker-log", Wrappers::docker, inner),
                new ContainerLog("kubectl-log", Wrappers::kubectl, inner),
                new ContainerLog("stern-log", TailedPods::stern, inner),
                new ContainerLog("kail-log", TailedPods::kail, inner),
                new ContainerLog("logcli", TailedPods::logcli, inner),
                new ContainerLog("stamped-log", Wrappers::stamped, inner),
                new ContainerLog("svlogd-log", Wrappers::svlogd, inner),
                new ContainerLog("pm2-log", Wrappers::pm2, inner),
                new ContainerLog("compose-log", Wrappers::compose, inner));
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        int[] counts = new int[2];
        try {
            Lines lines = Lines.of(head.bytes());
            Wrapper.Unwrapped unwrapped = new Wrapper.Unwrapped();
            while (counts[0] < LINES && lines.next()) {
                if (lines.line().to > lines.line().from) {
                    counts[0]++;
                    counts[1] += wrapper.unwrap(lines.line(), unwrapped) ? 1 : 0;
                }
            }
        } catch (IOException impossible) {
            return 0;
        }
        if (counts[0] == 0 || counts[1] * 10 < counts[0] * 9) {
            return 0;
        }
        boolean sure =
                switch (format) {
                    case "stamped-log" -> hasTimesInside(head);
                    case "stern-log" -> TailedPods.hasPod(head.text());
                    default -> true;
                };
        return sure ? 0.92 : 0;
    }

    /** A time in front may as well be the logger's own; it is a tool's where another one, or JSON, stands behind it. */
    private boolean hasTimesInside(Head head) {
        try {
            Head inside = unwrapped(head, null);
            LineImporter best = innerFormat(inside);
            return !best.format().equals("text") && best.recognises(inside) >= 0.5;
        } catch (IOException impossible) {
            return false;
        }
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        Head whole = input.head();
        boolean stripped = isStripped(whole);
        LineImporter usual = innerFormat(unwrapped(whole, null));
        Map<String, Stream> streams = new LinkedHashMap<>();
        Wrapper.Unwrapped unwrapped = new Wrapper.Unwrapped();
        Lines lines = input.lines(sink);
        while (lines.next() && !sink.cancelled()) {
            Line line = lines.line();
            if (line.to == line.from) {
                continue;
            }
            if (!wrapper.unwrap(line, unwrapped)) {
                sink.reject(
                        IssueCode.NOT_A_RECORD,
                        "the line has no " + format + " wrapper",
                        line.offset,
                        line.length,
                        line.number);
                continue;
            }
            unwrapped.partial &= !stripped;
            if (streams.size() > MOST_STREAMS) {
                streams.values().forEach(stream -> stream.end(sink));
                streams.clear();
            }
            streams.computeIfAbsent(unwrapped.stream, name -> stream(name, usual, input, unwrapped))
                    .line(line, unwrapped, sink);
        }
        streams.values().forEach(stream -> stream.end(sink));
    }

    /** Docker ends what it does not split with a line feed. Where nothing ends in one, something took them off. */
    private boolean isStripped(Head head) throws IOException {
        if (!format.equals("docker-log")) {
            return false;
        }
        Lines lines = Lines.of(head.bytes());
        Wrapper.Unwrapped unwrapped = new Wrapper.Unwrapped();
        while (lines.next()) {
            boolean own = wrapper.unwrap(lines.line(), unwrapped);
            if (own && (!unwrapped.partial || unwrapped.to - unwrapped.from >= SPLIT)) {
                return false;
            }
        }
        return true;
    }

    /** Each container speaks its own format; one that is not heard in the beginning is taken to speak as most do. */
    private Stream stream(String name, LineImporter usual, Input input, Wrapper.Unwrapped first) {
        try {
            Head inside = unwrapped(input.head(), name);
            return new Stream(inside.bytes().length == 0 ? usual : innerFormat(inside), input, inside, first);
        } catch (IOException impossible) {
            return new Stream(usual, input, input.head(), first);
        }
    }

    /** The format of text without its wrappers. */
    private LineImporter innerFormat(Head inside) {
        LineImporter best = inner.getLast();
        double most = 0;
        for (LineImporter each : inner) {
            double sure = each.recognises(inside);
            if (sure > most) {
                best = each;
                most = sure;
            }
        }
        return best;
    }

    /** What stands inside the wrappers, of one stream or of all. */
    private Head unwrapped(Head head, @Nullable String stream) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Lines lines = Lines.of(head.bytes());
        Wrapper.Unwrapped unwrapped = new Wrapper.Unwrapped();
        while (lines.next()) {
            if (wrapper.unwrap(lines.line(), unwrapped) && (stream == null || stream.equals(unwrapped.stream))) {
                out.write(unwrapped.text, unwrapped.from, unwrapped.to - unwrapped.from);
                if (!unwrapped.partial) {
                    out.write('\n');
                }
            }
        }
        return new Head(head.path(), out.toByteArray(), head.complete(), false);
    }

    /** One stream of one container. */
    private static final class Stream {
        private final LineParser parser;
        private final WrappedSink wrapped = new WrappedSink();
        private final Line inner = new Line();
        private byte[] parts = {};
        private int size;
        private long partsOffset;
        private long partsLine;
        private long partsTaken = Long.MIN_VALUE;
        private final Line last = new Line();

        Stream(LineImporter importer, Input input, Head inside, Wrapper.Unwrapped first) {
            SourceContext outer = input.context();
            String service = first.container.isEmpty() ? outer.service() : first.container;
            SourceContext context = new SourceContext(outer.path(), service, outer.zone(), outer.modified());
            this.parser = importer.parser(inside, context);
            wrapped.begin(first, service);
        }

        void line(Line line, Wrapper.Unwrapped unwrapped, EventSink sink) {
            if (size == 0) {
                partsOffset = line.offset;
                partsLine = line.number;
            }
            int length = unwrapped.to - unwrapped.from;
            boolean room = size + length <= dev.faultline.importers.Limits.LINE;
            if (unwrapped.partial && room) {
                parts = Arrays.copyOf(parts, size + length);
                System.arraycopy(unwrapped.text, unwrapped.from, parts, size, length);
                size += length;
                partsTaken = unwrapped.observed;
                last.offset = line.offset;
                last.length = line.length;
                last.cut = line.cut;
                return;
            }
            if (size > 0) {
                parts = Arrays.copyOf(parts, size + length);
                System.arraycopy(unwrapped.text, unwrapped.from, parts, size, length);
                give(parts, 0, size + length, line);
            } else {
                give(unwrapped.text, unwrapped.from, unwrapped.to, line);
            }
            size = 0;
            wrapped.next(sink, inner.offset, unwrapped.observed);
            parser.line(inner, wrapped);
        }

        private void give(byte[] text, int from, int to, Line line) {
            // The parsers join lines with what stands between them, which the wrapper swallowed.
            byte[] ended = new byte[to - from + 1];
            System.arraycopy(text, from, ended, 0, to - from);
            ended[to - from] = '\n';
            inner.buffer = ended;
            inner.from = 0;
            inner.to = to - from;
            inner.end = to - from + 1;
            inner.offset = partsOffset;
            inner.length = (int) (line.offset + line.length - partsOffset);
            inner.number = partsLine;
            inner.verbatim = false;
            inner.cut = line.cut;
        }

        void end(EventSink sink) {
            if (size > 0) {
                // The source ends within a line.
                give(parts, 0, size, last);
                wrapped.next(sink, inner.offset, partsTaken);
                parser.line(inner, wrapped);
                size = 0;
            }
            wrapped.last(sink);
            parser.end(wrapped);
        }
    }
}
