package dev.faultline.analysis.gap;

import dev.faultline.analysis.moment.EqualTraffic;
import dev.faultline.model.Kind;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import dev.faultline.store.PerValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Gaps that show when services are laid beside each other: no logs, no spans, no trace ids, silence. */
final class Services {
    private static final int LOG = Kind.LOG.ordinal();
    private static final int SPAN = Kind.SPAN.ordinal();
    private static final int SLICES = 512;
    /** Fewer log records of a service say nothing about its silence. */
    private static final int LEAST_LOGS = 30;

    /** A file with a record or two, such as an alert, is not a service that ought to be traced. */
    private static final int LEAST_UNTRACED = 5;

    /** How probable a silence must be at most, were it chance. */
    private static final double SURE = 1e-4;

    private Services() {}

    static List<Gap> gaps(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        Hits logs = Search.run(reader, new Query.Term("kind", "log"), TimeRange.ALL, cancelled);
        Hits spans = Search.run(reader, new Query.Term("kind", "span"), TimeRange.ALL, cancelled);
        EqualTraffic traffic = EqualTraffic.of(logs, SLICES, cancelled);
        Map<String, ServiceTally> services = new TreeMap<>();
        long[] all = new long[traffic.size()];
        PerValue<ServiceTally> tallies = new PerValue<>(
                Column.SERVICE,
                service -> services.computeIfAbsent(service, name -> new ServiceTally(name, all.length)));
        logs.forEach(cancelled, (block, row) -> count(tallies, traffic, all, block, row));
        spans.forEach(cancelled, (block, row) -> count(tallies, traffic, all, block, row));
        List<Gap> gaps = new ArrayList<>();
        if (logs.count() == 0 && services.size() > 1) {
            gaps.add(noLogs(services, spans.count()));
        }
        for (ServiceTally service : services.values()) {
            gaps.addAll(gaps(service, logs.count() > 0 || services.size() == 1, spans.count() > 0));
            Gap silence = silence(service, traffic, all);
            if (silence != null) {
                gaps.add(silence);
            }
        }
        return gaps;
    }

    private static void count(PerValue<ServiceTally> tallies, EqualTraffic traffic, long[] all, Block block, int row) {
        if (block.value(Column.SERVICE, row) < 0) {
            return;
        }
        boolean timedLog = block.kind(row) == LOG && block.timeQuality(row) != TimeQuality.NONE;
        if (timedLog) {
            all[traffic.slice(block.time(row))]++;
        }
        ServiceTally service = tallies.of(block, row);
        if (service.language == Language.OTHER && block.stack(row) >= 0) {
            service.language = Language.of(block.stacks().get(block.stack(row)));
        }
        if (block.kind(row) == SPAN) {
            service.spans++;
            ServiceTally.keep(service.someSpans, block, row);
            return;
        }
        service.logs++;
        if (timedLog) {
            service.slices[traffic.slice(block.time(row))]++;
        }
        if (block.hasTraceId(row)) {
            service.logsWithTrace++;
        } else {
            ServiceTally.keep(service.someLogs, block, row);
        }
    }

    /** One gap, not one for each service: what is missing is the logs. */
    private static Gap noLogs(Map<String, ServiceTally> services, long spans) {
        return new Gap(
                Gap.Type.UNLOGGED_SERVICE,
                "all services",
                spans,
                String.format(
                        Locale.ROOT,
                        "the case holds no log record of any service; %,d services have %,d spans: %s",
                        services.size(),
                        spans,
                        String.join(", ", services.keySet().stream().limit(20).toList())),
                null,
                List.of(),
                CapturePlans.logs("service"));
    }

    private static List<Gap> gaps(ServiceTally service, boolean anyLogs, boolean anySpans) {
        List<Gap> gaps = new ArrayList<>();
        if (service.spans > 0 && service.logs == 0 && anyLogs) {
            gaps.add(new Gap(
                    Gap.Type.UNLOGGED_SERVICE,
                    service.name,
                    service.spans,
                    String.format(
                            Locale.ROOT,
                            "%s has %,d spans, and the case holds no log record of it",
                            service.name,
                            service.spans),
                    null,
                    service.someSpans,
                    CapturePlans.logs(service.name)));
        }
        if (service.logs >= LEAST_UNTRACED && service.spans == 0 && anySpans) {
            gaps.add(new Gap(
                    Gap.Type.UNTRACED_SERVICE,
                    service.name,
                    service.logs,
                    String.format(
                            Locale.ROOT,
                            "%s has %,d log records, and the case holds no span of it",
                            service.name,
                            service.logs),
                    null,
                    service.someLogs,
                    CapturePlans.traces(service.name, service.language)));
        }
        long without = service.logs - service.logsWithTrace;
        if (service.spans > 0 && without * 2 > service.logs) {
            gaps.add(new Gap(
                    Gap.Type.LOGS_WITHOUT_TRACE,
                    service.name,
                    without,
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d log records of %s do not say which trace they belong to, though it has %,d spans",
                            without,
                            service.logs,
                            service.name,
                            service.spans),
                    null,
                    service.someLogs,
                    CapturePlans.traceIds(service.name, service.language)));
        }
        return gaps;
    }

    /**
     * The longest run of slices, after its first record, without a record of the service. Slices hold equal traffic, so the run is as improbable as
     * the service makes it: (1 − share of slices in which it speaks) to the power of the run. Slices and not records count,
     * because a request writes many records at once.
     */
    private static @org.jspecify.annotations.Nullable Gap silence(
            ServiceTally service, EqualTraffic traffic, long[] all) {
        if (service.logs < LEAST_LOGS) {
            return null;
        }
        long total = java.util.Arrays.stream(all).sum();
        long own = java.util.Arrays.stream(service.slices).sum();
        long bestOthers = 0;
        int bestFrom = -1;
        int bestTo = -1;
        for (int from = 0; from < all.length; ) {
            int to = from;
            long others = 0;
            while (to < all.length && service.slices[to] == 0) {
                others += all[to++];
            }
            // Before its first record it may not have been there yet.
            if (others > bestOthers && from > 0) {
                bestOthers = others;
                bestFrom = from;
                bestTo = to;
            }
            from = to + 1;
        }
        // The share while it speaks: over all records but those of the silence.
        double share = own / (double) Math.max(1, total - bestOthers);
        long speaking = java.util.Arrays.stream(service.slices)
                .filter(count -> count > 0)
                .count();
        double present = Math.min(0.999_999, speaking / (double) Math.max(1, all.length - (bestTo - bestFrom)));
        double logChance = (bestTo - bestFrom) * Math.log1p(-present) + Math.log(all.length);
        // Alone, or silent for most of the case: that is not a pause.
        if (bestFrom < 0 || share > 0.95 || bestOthers * 2 > total || logChance > Math.log(SURE)) {
            return null;
        }
        long start = traffic.start(bestFrom);
        long end = bestTo < traffic.size() ? traffic.start(bestTo) : Long.MAX_VALUE;
        String until = end == Long.MAX_VALUE ? "the end of the logs" : Timestamps.format(end);
        String sentence = String.format(
                Locale.ROOT,
                "%s logs nothing from about %s to %s, while the others write %,d records; at its share of %.1f %% about %,d"
                        + " were to be expected",
                service.name,
                Timestamps.format(start),
                until,
                bestOthers,
                100 * share,
                Math.round(bestOthers * share / (1 - share)));
        return new Gap(
                Gap.Type.SILENT_PERIOD,
                service.name,
                bestOthers,
                sentence,
                new TimeRange(start, end),
                List.of(),
                CapturePlans.heartbeat(service.name));
    }
}
