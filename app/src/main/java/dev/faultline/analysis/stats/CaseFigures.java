package dev.faultline.analysis.stats;

import dev.faultline.analysis.onset.Onset;
import dev.faultline.analysis.suspect.Suspect;
import dev.faultline.analysis.suspect.SuspectList;
import dev.faultline.analysis.suspect.SuspectStates;
import dev.faultline.analysis.verify.JudgedBy;
import dev.faultline.analysis.verify.KeptVerdict;
import dev.faultline.analysis.verify.Releases;
import dev.faultline.analysis.verify.Verdict;
import dev.faultline.model.Attribution;
import dev.faultline.model.IncidentField;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one case adds to the figures. What a person said of the incident counts before what the evidence suggests.
 *
 * @param name its name
 * @param traced who wrote the change that it traces to; null where none is
 * @param confirmed whether a person said so, rather than the ranking alone
 * @param exposed commits before the onset, by their id
 * @param toDetect from the onset to the first alert, nanoseconds
 * @param toMitigate from the onset to the last failure that traffic follows
 * @param toVerifiedFix from the onset to when the traffic without a failure was enough to call it fixed
 * @param redeploys how often something else began to run from the onset to the verified fix; nothing without one
 */
public record CaseFigures(
        String name,
        Attribution.@Nullable Author traced,
        boolean confirmed,
        Map<String, Exposed> exposed,
        OptionalLong toDetect,
        OptionalLong toMitigate,
        OptionalLong toVerifiedFix,
        OptionalLong redeploys) {
    /** A change that ranks lower than this is not what the incident traces to. */
    private static final int FIRST_RANKS = 5;

    /** Copies the map. */
    public CaseFigures {
        exposed = Map.copyOf(exposed);
    }

    /** Gathers them. */
    public static CaseFigures of(Case open, Onset onset, SuspectList ranked, BooleanSupplier cancelled)
            throws IOException {
        CaseReader reader = open.reader();
        Map<IncidentField, String> said = open.board().incident();
        long began = said(said, IncidentField.BEGAN).orElse(onset.time());
        SuspectStates states = SuspectStates.of(open.board());
        Optional<Suspect> change = states.noneOfThese().isPresent() ? Optional.empty() : change(states.on(ranked));
        ChangeRows rows = ChangeRows.of(reader, began, cancelled);
        TimeRange all = reader.range().orElse(TimeRange.ALL);
        OptionalLong lastFailure = all.to() - 1 > onset.until() ? since(began, onset.until()) : OptionalLong.empty();
        Optional<KeptVerdict> fixed = fixed(KeptVerdict.of(open.board()));
        OptionalLong enough = fixed.map(KeptVerdict::enoughAt).orElse(OptionalLong.empty());
        OptionalLong redeploys = fixed.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Releases.of(reader, cancelled)
                        .between(began, fixed.get().fix()));
        return new CaseFigures(
                open.name(),
                change.map(Suspect::attribution).map(Attribution::author).orElse(null),
                change.map(Suspect::state)
                        .filter(Suspect.State.SUPPORTED::equals)
                        .isPresent(),
                rows.exposed(),
                said(said, IncidentField.DETECTED, began).orElseGet(() -> rows.firstAlert(began)),
                said(said, IncidentField.MITIGATED, began).orElse(lastFailure),
                said(said, IncidentField.VERIFIED, began)
                        .orElse(enough.isPresent() ? since(began, enough.getAsLong()) : OptionalLong.empty()),
                redeploys);
    }

    private static Optional<Long> said(Map<IncidentField, String> said, IncidentField field) {
        return Timestamps.parse(said.getOrDefault(field, ""));
    }

    private static Optional<OptionalLong> said(Map<IncidentField, String> said, IncidentField field, long began) {
        return said(said, field).map(time -> since(began, time));
    }

    private static OptionalLong since(long began, long time) {
        return time >= began ? OptionalLong.of(time - began) : OptionalLong.empty();
    }

    /** The last word of production. */
    private static Optional<KeptVerdict> fixed(List<KeptVerdict> kept) {
        return kept.stream()
                .filter(each -> each.by() == JudgedBy.PRODUCTION)
                .reduce((first, second) -> second)
                .filter(each -> each.verdict() == Verdict.FIXED);
    }

    /** The change that a person supports; else the first among the first ranks that nobody ruled out. */
    private static Optional<Suspect> change(SuspectList suspects) {
        List<Suspect> changes = suspects.suspects().stream()
                .filter(each -> each.kind() == Suspect.Kind.CHANGE && each.attribution() != null)
                .toList();
        return changes.stream()
                .filter(each -> each.state() == Suspect.State.SUPPORTED)
                .findFirst()
                .or(() -> changes.stream()
                        .filter(each -> each.rank() <= FIRST_RANKS && each.state() == Suspect.State.OPEN)
                        .findFirst());
    }
}
