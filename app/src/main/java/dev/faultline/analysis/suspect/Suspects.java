package dev.faultline.analysis.suspect;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.signal.FailingTraces;
import dev.faultline.analysis.signal.Finding;
import dev.faultline.analysis.signal.Signal;
import dev.faultline.analysis.signal.Signals;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.model.EventId;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Ranks what may explain an incident. A service is as suspect as its findings; what is inside it (operation, template,
 * exception) ranks below it, for it rests on a part of the same evidence; code and changes rank beside it where failing
 * stacks lead to them.
 */
public final class Suspects {
    /** A part of a service rests on a part of its evidence. */
    static final double PART = 0.5;

    private static final int MOST = 50;
    private static final int MOST_PARTS = 3;

    private final CaseReader reader;
    private final Windows windows;
    private final BooleanSupplier cancelled;
    private final List<Suspect> suspects = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Suspects(CaseReader reader, Windows windows, BooleanSupplier cancelled) {
        this.reader = reader;
        this.windows = windows;
        this.cancelled = cancelled;
    }

    /**
     * Compares the windows and ranks.
     *
     * @param history reads the code's history; {@link CodeHistory#NONE} where there is none
     */
    public static SuspectList rank(CaseReader reader, Windows windows, CodeHistory history, BooleanSupplier cancelled)
            throws IOException {
        return new Suspects(reader, windows, cancelled).run(history);
    }

    private SuspectList run(CodeHistory history) throws IOException {
        Signals signals = Signals.read(reader, windows, cancelled);
        if (signals.spans().sampling() > 1) {
            notes.add("one of " + signals.spans().sampling() + " traces was read; counts are of those");
        }
        if (signals.spans().size() == 0) {
            notes.add("no spans in the two windows: structure, hops and failing operations are unknown");
        }
        FailingTraces failing = signals.spans().failingTraces();
        Score score = new Score(windows, failing);
        List<VariableSplit> splits = VariableSplits.of(reader, cancelled);
        Map<String, List<Finding>> byService = new LinkedHashMap<>();
        signals.findings().forEach(one -> byService
                .computeIfAbsent(one.service(), key -> new ArrayList<>())
                .add(one));
        signals.exceptions().forEach(one -> byService
                .computeIfAbsent(one.finding().service(), key -> new ArrayList<>())
                .add(one.finding()));
        byService.forEach((service, findings) -> service(service, findings, score));
        CodeSuspects code = new CodeSuspects(reader, windows, failing, splits, score);
        suspects.addAll(code.rank(signals.exceptions(), history, cancelled));
        notes.addAll(code.notes());
        Set<String> known = suspects.stream()
                .filter(one -> one.kind() == Suspect.Kind.CHANGE)
                .map(Suspect::subject)
                .collect(Collectors.toSet());
        ChangeMentions mentions = new ChangeMentions(reader, windows, texts(signals, splits), cancelled);
        NearbyChanges.of(reader, windows, byService.keySet(), known, mentions, history, cancelled).stream()
                .filter(one -> one.score() > 0)
                .forEach(suspects::add);
        suspects.addAll(HostSuspects.of(reader, windows, score, cancelled));
        splits.stream().limit(MOST_PARTS).map(split -> variable(split, code)).forEach(suspects::add);
        return new SuspectList(windows, ranked(), notes);
    }

    /** What stands out, as the evidence words it. */
    private static List<String> texts(Signals signals, List<VariableSplit> splits) {
        List<String> texts = new ArrayList<>();
        signals.findings().forEach(one -> texts.add(one.subject()));
        signals.exceptions().forEach(one -> {
            texts.add(one.finding().subject());
            texts.add(String.valueOf(one.stack().message()));
        });
        splits.forEach(one -> texts.add(one.equation()));
        return texts;
    }

    private void service(String service, List<Finding> findings, Score score) {
        findings.sort(Comparator.comparingDouble(Score::weighed).reversed());
        double early = score.early(findings);
        double connected = score.connected(service);
        double value = Score.surprise(findings) * early * connected;
        List<Reason> reasons = new ArrayList<>();
        findings.stream().limit(6).forEach(one -> reasons.add(new Reason(one.sentence(), one.events())));
        reasons.addAll(score.connectedReasons(service));
        reasons.add(score.earlyReason(findings));
        suspects.add(new Suspect(
                0,
                Suspect.Kind.SERVICE,
                service.isEmpty() ? "(no service named)" : service,
                value,
                service,
                Suspect.State.OPEN,
                reasons,
                Counter.of(service, findings, windows),
                findings.getFirst().disproof(),
                null));
        parts(service, findings, early * connected, reasons);
    }

    /** The strongest operations, templates and exceptions of a service. */
    private void parts(String service, List<Finding> findings, double factor, List<Reason> ofService) {
        Map<String, List<Finding>> bySubject = new LinkedHashMap<>();
        findings.stream()
                .filter(one -> !one.subject().isEmpty() && one.signal() != Signal.RESOURCE)
                .forEach(one -> bySubject
                        .computeIfAbsent(kind(one.signal()) + "\n" + one.subject(), key -> new ArrayList<>())
                        .add(one));
        bySubject.values().stream().limit(MOST_PARTS).forEach(of -> {
            Finding first = of.getFirst();
            List<Reason> reasons = new ArrayList<>();
            of.stream().limit(4).forEach(one -> reasons.add(new Reason(one.sentence(), one.events())));
            reasons.add(ofService.getLast());
            suspects.add(new Suspect(
                    0,
                    kind(first.signal()),
                    first.subject(),
                    PART * Score.surprise(of) * factor,
                    service,
                    Suspect.State.OPEN,
                    reasons,
                    Counter.of(service, of, windows),
                    first.disproof(),
                    null));
        });
    }

    private static Suspect.Kind kind(Signal signal) {
        return switch (signal) {
            case STRUCTURE, FAILURE, SELF_TIME, HOP -> Suspect.Kind.OPERATION;
            case EXCEPTION -> Suspect.Kind.EXCEPTION;
            case PATTERN -> Suspect.Kind.PATTERN;
            case RESOURCE -> Suspect.Kind.HOST;
        };
    }

    private static Suspect variable(VariableSplit split, CodeSuspects code) {
        List<EventId> events = split.events().stream().limit(10).toList();
        return new Suspect(
                0,
                Suspect.Kind.VARIABLE,
                split.equation(),
                PART * split.strength(),
                code.serviceOf(split.function()),
                Suspect.State.OPEN,
                List.of(new Reason(split.sentence(), events)),
                split.hasEnough()
                        ? List.of()
                        : List.of(new Reason(
                                String.format(
                                        Locale.ROOT,
                                        "only %,d failing and %,d passing captures",
                                        split.allFailing(),
                                        split.allPassing()),
                                List.of())),
                "a capture of " + split.function() + " with " + split.equation() + " that passes",
                null);
    }

    /** Ties share the worst rank of theirs. */
    private List<Suspect> ranked() {
        suspects.sort(Comparator.comparingDouble(Suspect::score)
                .reversed()
                .thenComparing(Suspect::kind)
                .thenComparing(Suspect::subject));
        List<Suspect> ranked = new ArrayList<>();
        int shown = Math.min(MOST, suspects.size());
        for (int i = 0; i < shown; i++) {
            int last = i;
            while (last + 1 < suspects.size()
                    && suspects.get(last + 1).score() == suspects.get(i).score()) {
                last++;
            }
            ranked.add(suspects.get(i).withRank(last + 1));
        }
        return ranked;
    }
}
