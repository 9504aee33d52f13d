package dev.faultline.analysis.signal;

import dev.faultline.model.EventId;
import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import dev.faultline.store.PerValue;
import dev.faultline.store.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Warnings, errors and exceptions that are new or more frequent, as a share of what their service writes. */
public final class LogSignals {
    private static final int WARN = Severity.WARN.number();
    private static final int MOST_EXAMPLES = 10;
    private static final int MOST_TRACES = 1_000;

    /** Log records of each service, before and during. */
    private final Map<String, int[]> written = new HashMap<>();
    /** All its events that can hold an exception. */
    private final Map<String, int[]> able = new HashMap<>();

    private final PerValue<int[]> writtenOf = counts(written);
    private final PerValue<int[]> ableOf = counts(able);
    private final Map<PatternKey, Seen> patterns = new HashMap<>();
    private final Map<ThrownKey, Seen> exceptions = new HashMap<>();

    private record PatternKey(String service, int pattern) {}

    private record ThrownKey(String service, String type, String place) {}

    /** Counts of before and during, with examples. */
    private static final class Seen {
        private final int[] counts = new int[2];
        private final List<EventId> events = new ArrayList<>();
        private long first = Long.MAX_VALUE;
        private @Nullable Template template;
        private final Set<TraceId> traces = new LinkedHashSet<>();
        private @Nullable StackTrace stack;
        private @Nullable Frame frame;

        void add(Block block, int row, boolean incident) {
            counts[incident ? 1 : 0]++;
            if (incident) {
                first = Math.min(first, block.time(row));
                if (block.hasTraceId(row) && traces.size() < MOST_TRACES) {
                    traces.add(new TraceId(block.traceIdHigh(row), block.traceIdLow(row)));
                }
                if (events.size() < MOST_EXAMPLES) {
                    events.add(new EventId(block.source().id(), block.ordinal(row)));
                }
            }
        }
    }

    private LogSignals() {}

    /** Reads both windows once. */
    public static LogSignals read(CaseReader reader, Windows windows, BooleanSupplier cancelled) throws IOException {
        LogSignals signals = new LogSignals();
        Rows.of(reader, windows, Kind.LOG.ordinal(), cancelled, signals::log);
        Rows.of(reader, windows, Kind.SPAN.ordinal(), cancelled, signals::span);
        Rows.of(reader, windows, Kind.SNAPSHOT.ordinal(), cancelled, signals::span);
        return signals;
    }

    private void log(Block block, int row, boolean incident) {
        writtenOf.of(block, row)[incident ? 1 : 0]++;
        if (block.severityNumber(row) >= WARN && block.template(row) >= 0) {
            Template template = block.templates().get(block.template(row));
            Seen seen = patterns.computeIfAbsent(
                    new PatternKey(service(block, row), template.pattern()), key -> new Seen());
            seen.template = template;
            seen.add(block, row, incident);
        }
        span(block, row, incident);
    }

    private void span(Block block, int row, boolean incident) {
        ableOf.of(block, row)[incident ? 1 : 0]++;
        if (block.stack(row) >= 0) {
            thrown(block, row, service(block, row), incident);
        }
    }

    private static PerValue<int[]> counts(Map<String, int[]> services) {
        return new PerValue<>(Column.SERVICE, service -> services.computeIfAbsent(service, key -> new int[2]));
    }

    private static String service(Block block, int row) {
        return SpanReader.text(block, Column.SERVICE, block.value(Column.SERVICE, row));
    }

    private void thrown(Block block, int row, String service, boolean incident) {
        StackTrace root = block.stacks().get(block.stack(row)).rootCause();
        if (root.type().isEmpty()) {
            return;
        }
        Frame frame = place(root);
        String place = frame == null ? "" : frame.toString();
        Seen seen = exceptions.computeIfAbsent(new ThrownKey(service, root.type(), place), key -> new Seen());
        seen.stack = root;
        seen.frame = frame;
        seen.add(block, row, incident);
    }

    private static @Nullable Frame place(StackTrace stack) {
        for (Frame frame : stack.frames()) {
            if (frame.inApp()) {
                return frame;
            }
        }
        return stack.frames().isEmpty() ? null : stack.frames().getFirst();
    }

    /** Templates of warnings and errors whose share rose. */
    public List<Finding> patterns() {
        List<Finding> findings = new ArrayList<>();
        patterns.forEach((key, seen) -> {
            double surprise = surprise(written, key.service(), seen);
            if (surprise > 1) {
                String text =
                        Statement.shown(Objects.requireNonNull(seen.template).text());
                findings.add(new Finding(
                        Signal.PATTERN,
                        key.service(),
                        text,
                        surprise,
                        sentence("\"" + text + "\"", written, "log records", key.service(), seen),
                        seen.events,
                        seen.first,
                        "the same message as often while nothing fails"));
            }
        });
        return findings;
    }

    /** Exceptions whose share rose. */
    public List<Thrown> exceptions() {
        List<Thrown> findings = new ArrayList<>();
        exceptions.forEach((key, seen) -> {
            double surprise = surprise(able, key.service(), seen);
            if (surprise > 1) {
                String where = key.place().isEmpty() ? "" : " at " + key.place();
                Finding finding = new Finding(
                        Signal.EXCEPTION,
                        key.service(),
                        key.type() + where,
                        surprise,
                        sentence(key.type() + where, able, "records, spans and snapshots", key.service(), seen),
                        seen.events,
                        seen.first,
                        "the same exception on requests that succeed, or before the onset");
                findings.add(
                        new Thrown(Objects.requireNonNull(seen.stack), seen.frame, finding, List.copyOf(seen.traces)));
            }
        });
        return findings;
    }

    private static double surprise(Map<String, int[]> exposure, String service, Seen seen) {
        int[] all = exposure.getOrDefault(service, new int[2]);
        // Each is a share of what its service wrote; a service without baseline is held against one of its own size.
        int before = Math.max(all[0], seen.counts[0]);
        int during = Math.max(all[1], seen.counts[1]);
        return Likelihood.shareRose(seen.counts[0], before == 0 ? during : before, seen.counts[1], during);
    }

    private static String sentence(String what, Map<String, int[]> exposure, String of, String service, Seen seen) {
        int[] all = exposure.getOrDefault(service, new int[2]);
        return String.format(
                Locale.ROOT,
                "%s %,d times during the incident and %,d times before, of %,d and %,d %s of %s",
                what,
                seen.counts[1],
                seen.counts[0],
                Math.max(all[1], seen.counts[1]),
                Math.max(all[0], seen.counts[0]),
                of,
                service.isEmpty() ? "unnamed services" : service);
    }
}
