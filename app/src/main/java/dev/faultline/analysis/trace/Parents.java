package dev.faultline.analysis.trace;

import dev.faultline.model.EventId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is whose parent. Never guesses: a span whose parent is missing is a root that says so, a cycle is cut at its
 * earliest span, and of several spans with one id the one in the child's service is its parent, or the one it lies in.
 */
final class Parents {
    private final List<RawSpan> spans;
    private final Map<Long, List<Integer>> byId = new HashMap<>();
    private final Map<TraceProblem.Type, List<EventId>> found = new EnumMap<>(TraceProblem.Type.class);
    private final Map<Integer, List<TraceProblem.Type>> bySpan = new HashMap<>();
    private final Set<Long> missing = new HashSet<>();
    final int[] parents;

    /** @param spans by their start */
    Parents(List<RawSpan> spans) {
        this.spans = spans;
        this.parents = new int[spans.size()];
        Arrays.fill(parents, -1);
        for (int i = 0; i < parents.length; i++) {
            if (spans.get(i).spanId() != 0) {
                byId.computeIfAbsent(spans.get(i).spanId(), id -> new ArrayList<>(1))
                        .add(i);
            }
        }
        sharedIds();
        for (int i = 0; i < parents.length; i++) {
            long parent = spans.get(i).parentId();
            if (parent != 0 && parents[i] < 0) {
                parents[i] = holder(i, parent);
            }
        }
        cutCycles();
    }

    private void note(TraceProblem.Type type, int span) {
        found.computeIfAbsent(type, key -> new ArrayList<>())
                .add(spans.get(span).id());
        bySpan.computeIfAbsent(span, key -> new ArrayList<>(1)).add(type);
    }

    /** Two services with one id: the later one answers the earlier one's call. */
    private void sharedIds() {
        for (List<Integer> holders : byId.values()) {
            for (int i = 1; i < holders.size(); i++) {
                int first = holders.getFirst();
                int other = holders.get(i);
                boolean sameService = Objects.equals(
                        spans.get(first).service(), spans.get(other).service());
                if (!sameService && i == 1) {
                    parents[other] = first;
                    note(TraceProblem.Type.SHARED_ID, other);
                } else {
                    note(TraceProblem.Type.DUPLICATE_ID, other);
                }
            }
        }
    }

    private int holder(int child, long parent) {
        List<Integer> holders = byId.get(parent);
        if (holders == null) {
            missing.add(parent);
            note(TraceProblem.Type.MISSING_PARENT, child);
            return -1;
        }
        RawSpan span = spans.get(child);
        int best = -1;
        int bestFit = -1;
        for (int holder : holders) {
            RawSpan candidate = spans.get(holder);
            int fit = (Objects.equals(candidate.service(), span.service()) ? 2 : 0)
                    + (candidate.start() <= span.start() && span.end() <= candidate.end() ? 1 : 0);
            // A span that names itself is a cycle of one, not the child of its twin.
            if (fit > bestFit && (holder != child || holders.size() == 1)) {
                best = holder;
                bestFit = fit;
            }
        }
        return best;
    }

    private void cutCycles() {
        // 0: not seen, otherwise 1 + the number of the walk that saw it first.
        int[] seen = new int[parents.length];
        for (int i = 0; i < parents.length; i++) {
            int at = i;
            while (at >= 0 && seen[at] == 0) {
                seen[at] = i + 1;
                at = parents[at];
            }
            if (at >= 0 && seen[at] == i + 1) {
                cut(at);
            }
        }
    }

    /** Spans are sorted by start, so the smallest number is the earliest. */
    private void cut(int member) {
        int earliest = member;
        for (int at = parents[member]; at != member; at = parents[at]) {
            earliest = Math.min(earliest, at);
        }
        parents[earliest] = -1;
        note(TraceProblem.Type.CYCLE, earliest);
    }

    List<TraceProblem.Type> problems(int span) {
        return bySpan.getOrDefault(span, List.of());
    }

    /** Notes what only the caller can see. */
    void add(TraceProblem.Type type, int span) {
        note(type, span);
    }

    List<TraceProblem> problems() {
        List<TraceProblem> problems = new ArrayList<>();
        found.forEach((type, events) -> {
            String sentence = sentence(type, events.size());
            if (sentence != null) {
                problems.add(new TraceProblem(
                        type, events.size(), events.subList(0, Math.min(10, events.size())), sentence));
            }
        });
        return problems;
    }

    private @Nullable String sentence(TraceProblem.Type type, int count) {
        String subject = count == 1 ? "1 span" : String.format(java.util.Locale.ROOT, "%,d spans", count);
        boolean one = count == 1;
        return switch (type) {
            case MISSING_PARENT ->
                subject
                        + (one
                                ? " names a parent"
                                : " name " + missing.size() + (missing.size() == 1 ? " parent" : " parents"))
                        + " that the evidence does not hold (sampled away, not exported, or from a service without traces);"
                        + " shown as roots";
            case CYCLE ->
                count + (one ? " circle" : " circles")
                        + " of parents; cut at the earliest span of each, which is shown as a root";
            case DUPLICATE_ID ->
                subject + (one ? " has" : " have")
                        + " an id that another span of the trace has too; children went to the one"
                        + " of their service, or the one they lie in";
            case SHARED_ID ->
                subject + (one ? " shares" : " share") + " the id of the call that it answers; shown below it";
            case BEFORE_PARENT ->
                subject + (one ? " begins" : " begin") + " before the parent: clocks differ, or the parent is wrong";
            case NO_DURATION ->
                subject + (one ? " has" : " have") + " no duration, or a negative one; drawn as a moment";
            case SEVERAL_ROOTS, CLOCKS -> null;
        };
    }
}
