package dev.faultline.analysis.suspect;

import dev.faultline.analysis.signal.Finding;
import dev.faultline.analysis.signal.Signal;
import dev.faultline.analysis.signal.Windows;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What speaks against a suspect that rests on findings. */
final class Counter {
    private static final double WEAK = 3;

    private Counter() {}

    static List<Reason> of(String service, List<Finding> findings, Windows windows) {
        List<Reason> against = new ArrayList<>();
        Set<Signal> signals = EnumSet.noneOf(Signal.class);
        findings.forEach(one -> signals.add(one.signal()));
        if (signals.size() == 1) {
            against.add(new Reason("only one kind of evidence speaks for it", List.of()));
        }
        if (signals.equals(EnumSet.of(Signal.RESOURCE)) || signals.equals(EnumSet.of(Signal.SELF_TIME))) {
            against.add(new Reason("it is busier or slower, but nothing in it takes another course", List.of()));
        }
        if (findings.getFirst().strength() < WEAK) {
            against.add(
                    new Reason("a difference of this size also comes about by chance or by other requests", List.of()));
        }
        long first = findings.stream().mapToLong(Finding::first).min().orElse(Long.MAX_VALUE);
        long late = windows.incident().from() + windows.incident().length() / 2;
        if (first > late) {
            against.add(new Reason("nothing of it is seen in the first half of the incident", List.of()));
        }
        if (service.isEmpty()) {
            against.add(new Reason("its events name no service", List.of()));
        }
        return against;
    }
}
