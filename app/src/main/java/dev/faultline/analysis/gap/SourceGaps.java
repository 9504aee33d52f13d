package dev.faultline.analysis.gap;

import dev.faultline.model.IssueCode;
import dev.faultline.model.Source;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Gaps of whole sources: times without a zone, records that were lost, no history of changes. */
final class SourceGaps {
    private SourceGaps() {}

    static List<Gap> gaps(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        List<Gap> gaps = new ArrayList<>();
        for (Source source : reader.sources()) {
            if (source.rejected() > 0) {
                Map<IssueCode, Long> counts = reader.issueCounts(source.id());
                gaps.add(new Gap(
                        Gap.Type.LOST_RECORDS,
                        source.path(),
                        source.rejected(),
                        String.format(
                                Locale.ROOT,
                                "%,d of %,d records of %s could not be taken: %s",
                                source.rejected(),
                                source.read(),
                                source.path(),
                                counts),
                        null,
                        List.of(),
                        CapturePlans.records(source.path())));
            }
        }
        gaps.addAll(zones(reader, cancelled));
        if (reader.events() > 0
                && Search.run(reader, new Query.Term("kind", "change"), TimeRange.ALL, cancelled)
                                .count()
                        == 0) {
            gaps.add(new Gap(
                    Gap.Type.NO_CHANGES,
                    "changes",
                    0,
                    "the case holds no commit, deploy, flag or configuration edit, so nothing can be said about them",
                    null,
                    List.of(),
                    CapturePlans.changes()));
        }
        return gaps;
    }

    /** One gap for all sources of a zone: a folder of pods is one mistake, not sixty. */
    private static List<Gap> zones(CaseReader reader, BooleanSupplier cancelled) throws IOException {
        Map<Integer, Long> assumed = new TreeMap<>();
        Search.run(reader, new Query.All(), TimeRange.ALL, cancelled).forEach(cancelled, (block, row) -> {
            TimeQuality quality = block.timeQuality(row);
            if (quality == TimeQuality.ZONE_ASSUMED || quality == TimeQuality.YEAR_ASSUMED) {
                assumed.merge(block.source().id(), 1L, Long::sum);
            }
        });
        Map<String, List<Source>> byZone = new TreeMap<>();
        for (Source source : reader.sources()) {
            if (assumed.containsKey(source.id())) {
                byZone.computeIfAbsent(String.valueOf(source.zone()), zone -> new ArrayList<>())
                        .add(source);
            }
        }
        List<Gap> gaps = new ArrayList<>();
        byZone.forEach((zone, sources) -> {
            long events = sources.stream()
                    .mapToLong(source -> assumed.getOrDefault(source.id(), 0L))
                    .sum();
            String first = sources.getFirst().path();
            gaps.add(new Gap(
                    Gap.Type.UNKNOWN_ZONE,
                    first + (sources.size() == 1 ? "" : " and " + (sources.size() - 1) + " more"),
                    events,
                    String.format(
                            Locale.ROOT,
                            "the times of %,d events in %,d of %,d sources name no zone; %s was assumed: %s",
                            events,
                            sources.size(),
                            reader.sources().size(),
                            zone,
                            String.join(
                                            ", ",
                                            sources.stream()
                                                    .map(Source::path)
                                                    .limit(5)
                                                    .toList())
                                    + (sources.size() > 5 ? "…" : "")),
                    null,
                    List.of(),
                    CapturePlans.zone(first)));
        });
        return gaps;
    }
}
