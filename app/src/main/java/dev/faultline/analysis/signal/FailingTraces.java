package dev.faultline.analysis.signal;

import dev.faultline.model.EventId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The traces of the incident that hold a failing span.
 *
 * @param innermost the failing trace and the services whose failing spans in it have no failing child
 * @param touched the failing trace and all services that it passed
 * @param roots one event of each failing trace, its outermost failing span
 * @param all how many traces the incident has
 */
public record FailingTraces(
        Map<TraceId, Set<String>> innermost, Map<TraceId, Set<String>> touched, Map<TraceId, EventId> roots, int all) {
    private static final int MOST = 100_000;

    static FailingTraces of(SpanTable spans) {
        Map<TraceId, Set<String>> innermost = new LinkedHashMap<>();
        Map<TraceId, Integer> outermost = new LinkedHashMap<>();
        Set<TraceId> all = new HashSet<>();
        for (int span = spans.incident.nextSetBit(0); span >= 0; span = spans.incident.nextSetBit(span + 1)) {
            TraceId trace = new TraceId(spans.traceHigh[span], spans.traceLow[span]);
            all.add(trace);
            if (spans.failed.get(span) && innermost.size() < MOST) {
                Set<String> services = innermost.computeIfAbsent(trace, key -> new HashSet<>());
                boolean above = false;
                for (int i = spans.childFrom[span]; i < spans.childFrom[span + 1]; i++) {
                    above |= spans.failed.get(spans.child[i]);
                }
                if (!above) {
                    services.add(spans.service(span));
                }
                outermost.merge(trace, span, (a, b) -> spans.start[a] <= spans.start[b] ? a : b);
            }
        }
        Map<TraceId, Set<String>> touched = new HashMap<>();
        for (int span = spans.incident.nextSetBit(0); span >= 0; span = spans.incident.nextSetBit(span + 1)) {
            TraceId trace = new TraceId(spans.traceHigh[span], spans.traceLow[span]);
            if (innermost.containsKey(trace)) {
                touched.computeIfAbsent(trace, key -> new HashSet<>()).add(spans.service(span));
            }
        }
        Map<TraceId, EventId> roots = new LinkedHashMap<>();
        List<Map.Entry<TraceId, Integer>> inTime = new ArrayList<>(outermost.entrySet());
        inTime.sort((a, b) -> Long.compare(spans.start[a.getValue()], spans.start[b.getValue()]));
        inTime.forEach(entry -> roots.put(entry.getKey(), spans.event(entry.getValue())));
        return new FailingTraces(innermost, touched, roots, all.size());
    }

    /** Whether this service has an innermost failing span in the trace. */
    public boolean isInnermost(TraceId trace, String service) {
        return innermost.getOrDefault(trace, Set.of()).contains(service);
    }

    /** Whether the failing trace passed this service. */
    public boolean touches(TraceId trace, String service) {
        return touched.getOrDefault(trace, Set.of()).contains(service);
    }

    /** How many traces failed. */
    public int count() {
        return innermost.size();
    }

    /** In how many failing traces this service has an innermost failing span. */
    public long innermostIn(String service) {
        return innermost.values().stream()
                .filter(services -> services.contains(service))
                .count();
    }

    /** How many failing traces passed this service. */
    public long touching(String service) {
        return touched.values().stream()
                .filter(services -> services.contains(service))
                .count();
    }
}
