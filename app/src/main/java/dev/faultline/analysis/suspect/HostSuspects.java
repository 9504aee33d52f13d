package dev.faultline.analysis.suspect;

import dev.faultline.analysis.signal.Finding;
import dev.faultline.analysis.signal.HostShares;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Hosts, nodes and pods on which more fails than elsewhere, each with what fails on it. */
final class HostSuspects {
    private static final int MOST = 3;
    private static final int MOST_REASONS = 4;
    private static final double OTHERS = 0.25;

    private HostSuspects() {}

    static List<Suspect> of(CaseReader reader, Windows windows, Score score, BooleanSupplier cancelled)
            throws IOException {
        Map<String, List<Finding>> byHost = new LinkedHashMap<>();
        for (Finding finding : HostShares.findings(reader, windows, cancelled)) {
            byHost.computeIfAbsent(finding.subject(), key -> new ArrayList<>()).add(finding);
        }
        List<Suspect> suspects = new ArrayList<>();
        byHost.forEach((host, findings) -> suspects.add(suspect(host, findings, windows, score)));
        return suspects.stream()
                .sorted(Comparator.comparingDouble(Suspect::score).reversed())
                .limit(MOST)
                .toList();
    }

    private static Suspect suspect(String host, List<Finding> findings, Windows windows, Score score) {
        findings.sort(Comparator.comparingDouble(Finding::strength).reversed());
        double most = findings.getFirst().strength();
        double sum = findings.stream().mapToDouble(Finding::strength).sum();
        List<Reason> reasons = new ArrayList<>();
        findings.stream().limit(MOST_REASONS).forEach(one -> reasons.add(new Reason(one.sentence(), one.events())));
        reasons.add(score.earlyReason(findings));
        List<String> services =
                findings.stream().map(Finding::service).distinct().toList();
        List<Reason> against = new ArrayList<>(Counter.of(services.getFirst(), findings, windows));
        if (services.size() == 1) {
            against.add(
                    new Reason("only one service fails more on it: it may be that instance, not the host", List.of()));
        }
        return new Suspect(
                0,
                Suspect.Kind.HOST,
                host,
                Suspects.PART * (most + OTHERS * (sum - most)) * score.early(findings),
                services.size() == 1 ? services.getFirst() : "",
                Suspect.State.OPEN,
                reasons,
                against,
                findings.getFirst().disproof(),
                null);
    }
}
