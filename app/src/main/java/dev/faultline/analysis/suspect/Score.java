package dev.faultline.analysis.suspect;

import dev.faultline.analysis.signal.FailingTraces;
import dev.faultline.analysis.signal.Figures;
import dev.faultline.analysis.signal.Finding;
import dev.faultline.analysis.signal.Signal;
import dev.faultline.analysis.signal.Windows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The factors of a score: how surprising its findings are, how early the first was, how connected to what failed. */
final class Score {
    /** What the strongest finding leaves to the others: they often say the same again. */
    private static final double OTHERS = 0.25;

    private static final double SLOW_ITSELF = 0.5;
    private static final double LATE = 0.3;
    private static final double TOUCHED = 0.25;
    private static final double INNERMOST = 0.25;

    private final Windows windows;
    private final FailingTraces failing;

    Score(Windows windows, FailingTraces failing) {
        this.windows = windows;
        this.failing = failing;
    }

    /** Self time also rises where a neighbour uses up the machine, so it is worth less. */
    static double weighed(Finding finding) {
        return finding.strength() * (finding.signal() == Signal.SELF_TIME ? SLOW_ITSELF : 1);
    }

    /** The strongest plus a part of the others, one of each signal. */
    static double surprise(List<Finding> findings) {
        double[] strongest = new double[Signal.values().length];
        for (Finding finding : findings) {
            int signal = finding.signal().ordinal();
            strongest[signal] = Math.max(strongest[signal], weighed(finding));
        }
        double most = 0;
        double sum = 0;
        for (double each : strongest) {
            most = Math.max(most, each);
            sum += each;
        }
        return most + OTHERS * (sum - most);
    }

    /** From 0.7 for the last to 1 for what was there from the beginning. */
    double early(List<Finding> findings) {
        long first = findings.stream().mapToLong(Finding::first).min().orElse(Long.MAX_VALUE);
        double length = windows.incident().length();
        double delay = Math.clamp(((double) first - windows.incident().from()) / Math.max(1, length), 0, 1);
        return 1 - LATE * delay;
    }

    Reason earlyReason(List<Finding> findings) {
        Finding first =
                findings.stream().min(Comparator.comparingLong(Finding::first)).orElseThrow();
        long delay = first.first() - windows.incident().from();
        String text = delay < 0
                ? "first seen " + Figures.duration(-delay) + " before the incident window"
                : "first seen " + Figures.duration(delay) + " into the incident";
        return new Reason(text, first.events().stream().limit(1).toList());
    }

    /**
     * From 0.5 for a service that no failing trace passed, over 0.75 for one that only passes failures on, to 1 for one that
     * holds the innermost failing span of all; 1 where no trace failed.
     */
    double connected(String service) {
        if (failing.count() == 0) {
            return 1;
        }
        double touched = (double) failing.touching(service) / failing.count();
        double innermost = (double) failing.innermostIn(service) / failing.count();
        return 1 - TOUCHED * (1 - touched) - INNERMOST * (1 - innermost);
    }

    List<Reason> connectedReasons(String service) {
        if (failing.count() == 0) {
            return List.of();
        }
        long touching = failing.touching(service);
        long innermost = failing.innermostIn(service);
        List<Reason> reasons = new ArrayList<>();
        reasons.add(new Reason(
                String.format(
                        Locale.ROOT,
                        "%s failing traces pass it; on %,d of them it holds the innermost failing span: %s",
                        Figures.share(touching, failing.count()),
                        innermost,
                        traces(service)),
                failing.roots().entrySet().stream()
                        .filter(entry -> failing.touches(entry.getKey(), service))
                        .limit(10)
                        .map(java.util.Map.Entry::getValue)
                        .toList()));
        return reasons;
    }

    private String traces(String service) {
        List<String> ids = failing.roots().keySet().stream()
                .filter(trace -> failing.touches(trace, service))
                .limit(10)
                .map(Object::toString)
                .toList();
        return ids.isEmpty() ? "none" : "traces " + String.join(", ", ids);
    }
}
