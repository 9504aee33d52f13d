package dev.faultline.analysis.suspect;

import dev.faultline.analysis.change.CodeHistory;
import dev.faultline.analysis.change.FrameHistory;
import dev.faultline.analysis.signal.FailingTraces;
import dev.faultline.analysis.signal.Figures;
import dev.faultline.analysis.signal.Finding;
import dev.faultline.analysis.signal.Thrown;
import dev.faultline.analysis.signal.TraceId;
import dev.faultline.analysis.signal.Windows;
import dev.faultline.model.Attribution;
import dev.faultline.model.EventId;
import dev.faultline.model.Frame;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Functions in which failing stacks end, and the commits behind their frames. */
final class CodeSuspects {
    private static final int MOST_FRAMES = 5;
    private static final int MOST_FUNCTIONS = 5;
    private static final int MOST_COMMITS = 5;
    private static final int MOST_VARIABLES = 2;
    private static final int MOST_REASONS = 6;
    private static final double OUTER = 0.3;
    /** A commit is one step further from the failure than the code that failed. */
    private static final double STEP = 0.9;

    private final CaseReader reader;
    private final Windows windows;
    private final FailingTraces failing;
    private final List<VariableSplit> splits;
    private final Score score;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, String> services = new HashMap<>();

    CodeSuspects(CaseReader reader, Windows windows, FailingTraces failing, List<VariableSplit> splits, Score score) {
        this.reader = reader;
        this.windows = windows;
        this.failing = failing;
        this.splits = splits;
        this.score = score;
    }

    /** What limits the answer. */
    List<String> notes() {
        return notes;
    }

    /** The service in which this function failed; empty where none did. */
    String serviceOf(String function) {
        return services.getOrDefault(function, "");
    }

    /** A function of a service and the exceptions that end in it. */
    private record Function(String service, String name, List<Thrown> thrown) {
        List<Finding> findings() {
            return thrown.stream().map(Thrown::finding).toList();
        }
    }

    List<Suspect> rank(List<Thrown> exceptions, CodeHistory history, BooleanSupplier cancelled) throws IOException {
        Map<String, Function> functions = new LinkedHashMap<>();
        for (Thrown thrown : exceptions) {
            Frame frame = thrown.frame();
            if (frame != null) {
                String service = thrown.finding().service();
                functions
                        .computeIfAbsent(
                                service + "\n" + frame.function(),
                                key -> new Function(service, frame.function(), new ArrayList<>()))
                        .thrown()
                        .add(thrown);
                services.putIfAbsent(frame.function(), service);
            }
        }
        List<Function> inOrder = new ArrayList<>(functions.values());
        inOrder.sort(Comparator.comparingDouble(this::value).reversed());
        List<Suspect> suspects = new ArrayList<>();
        for (Function function : inOrder.subList(0, Math.min(MOST_FUNCTIONS, inOrder.size()))) {
            suspects.add(function(function));
        }
        if (!inOrder.isEmpty()) {
            suspects.addAll(changes(inOrder, history, cancelled));
        } else {
            notes.add("no suspect commit: no stack of an exception became more frequent");
        }
        return suspects;
    }

    private double value(Function function) {
        List<Finding> findings = function.findings();
        double sum = 0;
        double most = 0;
        for (Finding finding : findings) {
            most = Math.max(most, finding.strength());
            sum += finding.strength();
        }
        double surprise = most + 0.25 * (sum - most);
        return surprise * score.early(findings) * score.connected(function.service()) * innermost(function);
    }

    /** An exception that only passes on what failed further in is worth less. */
    private double innermost(Function function) {
        Set<TraceId> traces = new HashSet<>();
        function.thrown().forEach(one -> traces.addAll(one.traces()));
        traces.retainAll(failing.innermost().keySet());
        if (traces.isEmpty()) {
            return 1;
        }
        long inside = traces.stream()
                .filter(trace -> failing.isInnermost(trace, function.service()))
                .count();
        return OUTER + (1 - OUTER) * inside / traces.size();
    }

    private Suspect function(Function function) {
        List<Reason> reasons = new ArrayList<>();
        Set<TraceId> traces = new LinkedHashSet<>();
        for (Thrown thrown : function.thrown()) {
            traces.addAll(thrown.traces());
            Reason on = new Reason(
                    thrown.finding().sentence() + onTraces(thrown.traces()),
                    thrown.finding().events());
            reasons.add(on);
        }
        for (Thrown thrown : function.thrown()) {
            splits.stream()
                    .filter(split -> split.function().equals(function.name())
                            && split.exception().equals(thrown.stack().type()))
                    .limit(MOST_VARIABLES)
                    .forEach(split -> reasons.add(new Reason(
                            split.sentence(), split.events().stream().limit(5).toList())));
        }
        if (failing.count() > 0) {
            long shared =
                    traces.stream().filter(failing.innermost()::containsKey).count();
            reasons.add(new Reason(
                    Figures.share(shared, failing.count()) + " failing traces hold its exceptions",
                    failing.roots().entrySet().stream()
                            .filter(entry -> traces.contains(entry.getKey()))
                            .limit(10)
                            .map(Map.Entry::getValue)
                            .toList()));
        }
        reasons.add(score.earlyReason(function.findings()));
        return new Suspect(
                0,
                Suspect.Kind.CODE,
                function.name(),
                value(function),
                function.service(),
                Suspect.State.OPEN,
                reasons,
                Counter.of(function.service(), function.findings(), windows),
                "failing requests whose stack does not lead through " + function.name(),
                null);
    }

    private static String onTraces(List<TraceId> traces) {
        if (traces.isEmpty()) {
            return "";
        }
        List<String> shown = traces.stream().limit(10).map(Object::toString).toList();
        return "; failing " + (shown.size() == 1 ? "trace " : "traces ") + String.join(", ", shown)
                + (traces.size() > shown.size() ? ", …" : "");
    }

    private List<Suspect> changes(List<Function> functions, CodeHistory history, BooleanSupplier cancelled)
            throws IOException {
        Deployments deployments = new Deployments(reader, cancelled);
        CommitVotes votes = new CommitVotes(splits, windows.incident().from());
        Function top = functions.getFirst();
        double most = value(top);
        Set<String> unresolved = new LinkedHashSet<>();
        Set<EventId> proof = new LinkedHashSet<>();
        for (Function function : functions.subList(0, Math.min(MOST_FUNCTIONS, functions.size()))) {
            double share = most == 0 ? 0 : value(function) / most;
            if (share < OUTER) {
                continue;
            }
            Thrown thrown = function.thrown().getFirst();
            CodeHistory.Deployment deployment =
                    deployments.of(function.service(), thrown.finding().events(), windows.incident());
            for (Thrown each : function.thrown()) {
                proof.addAll(each.finding().events());
            }
            vote(thrown, deployment, history, votes, unresolved);
        }
        List<CommitVotes.Vote> ranked = votes.ranked();
        if (ranked.isEmpty()) {
            notes.add("no suspect commit: "
                    + (unresolved.isEmpty()
                            ? "no commit before the onset made the code"
                            : String.join("; ", unresolved)));
            return List.of();
        }
        double best = ranked.getFirst().weight();
        List<Suspect> suspects = new ArrayList<>();
        for (CommitVotes.Vote vote : ranked.subList(0, Math.min(MOST_COMMITS, ranked.size()))) {
            double value = most * STEP * vote.weight() / best;
            suspects.add(change(vote, value, top.service(), votes, List.copyOf(proof)));
        }
        return suspects;
    }

    private void vote(
            Thrown thrown,
            CodeHistory.Deployment deployment,
            CodeHistory history,
            CommitVotes votes,
            Set<String> unresolved)
            throws IOException {
        List<Frame> frames = thrown.stack().frames().stream()
                .filter(Frame::inApp)
                .limit(MOST_FRAMES)
                .toList();
        Map<Integer, FrameHistory> histories = new LinkedHashMap<>();
        Set<String> wanted = new HashSet<>();
        for (int depth = 0; depth < frames.size(); depth++) {
            FrameHistory found = history.of(frames.get(depth), deployment);
            if (found.unresolved() != null) {
                unresolved.add(found.unresolved());
            }
            found.contributions().forEach(each -> wanted.add(each.commit()));
            histories.put(depth, found);
        }
        Map<String, CommitEvent> commits = CommitEvents.of(reader, wanted);
        histories.forEach((depth, found) -> votes.add(frames.get(depth), depth, found, commits));
    }

    private static Suspect change(
            CommitVotes.Vote vote, double value, String service, CommitVotes votes, List<EventId> proof) {
        CommitEvent commit = vote.commit();
        List<Reason> reasons = new ArrayList<>();
        List<EventId> own = new ArrayList<>(List.of(commit.id()));
        for (String text : vote.reasons().stream().limit(MOST_REASONS).toList()) {
            List<EventId> events = new ArrayList<>(own);
            events.addAll(
                    text.startsWith("it adds")
                            ? vote.valueEvents()
                            : proof.stream().limit(5).toList());
            reasons.add(new Reason(text, events));
        }
        reasons.add(new Reason(votes.beforeOnset(vote), own));
        if (vote.isNew()) {
            reasons.add(new Reason("the release before the one that ran did not have it", own));
        }
        Attribution attribution = commit.change().attribution();
        reasons.add(new Reason(author(attribution), own));
        List<Reason> against = new ArrayList<>();
        if (!vote.isNew()) {
            against.add(new Reason(
                    "it may have run before without this failure: the release before already had it, or releases are not"
                            + " tagged",
                    own));
        }
        return new Suspect(
                0,
                Suspect.Kind.CHANGE,
                String.valueOf(commit.change().revision()).substring(0, 7) + " " + commit.title(),
                value,
                service,
                Suspect.State.OPEN,
                reasons,
                against,
                "the same failure on a revision without this commit",
                attribution);
    }

    /** Who wrote a change, with the marker that says so. */
    static String author(Attribution attribution) {
        @Nullable String tool = attribution.tool();
        String by = attribution.author().label() + (tool == null ? "" : " (" + tool + ")");
        return attribution.marker() == null
                ? "who wrote it: " + by + "; no marker, which does not mean human"
                : "who wrote it: " + by + ", by its marker: " + attribution.marker();
    }
}
