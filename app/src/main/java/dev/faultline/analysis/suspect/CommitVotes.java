package dev.faultline.analysis.suspect;

import dev.faultline.analysis.change.FrameHistory;
import dev.faultline.analysis.signal.Figures;
import dev.faultline.model.EventId;
import dev.faultline.model.Frame;
import dev.faultline.model.Timestamps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Votes of failing frames for commits: the line of the frame, the history of its function, what the function uses; less
 * with every frame further out and every newer commit. A commit that adds the very value that goes with failing, or that
 * the release before did not have, weighs more.
 */
final class CommitVotes {
    private static final double LINE = 1;
    private static final double FUNCTION = 1;
    private static final double USED = 0.6;
    private static final double ADDS_VALUE = 2;
    private static final double ALREADY_RAN = 0.35;
    private static final long DAY = 86_400_000_000_000L;
    private static final int LONGEST = 120;
    private static final int MOST_VALUES = 3;

    private final List<VariableSplit> splits;
    private final long onset;
    private final Map<String, Vote> votes = new HashMap<>();

    CommitVotes(List<VariableSplit> splits, long onset) {
        this.splits = splits;
        this.onset = onset;
    }

    /** What speaks for and against a commit. */
    static final class Vote {
        private final CommitEvent commit;
        private final Set<String> reasons = new LinkedHashSet<>();
        private final Set<EventId> valueEvents = new LinkedHashSet<>();
        private final Set<String> values = new LinkedHashSet<>();
        private double weight;
        private boolean isNew;

        Vote(CommitEvent commit) {
            this.commit = commit;
        }

        CommitEvent commit() {
            return commit;
        }

        /** The sum of its votes. */
        double weight() {
            return weight;
        }

        boolean isNew() {
            return isNew;
        }

        Set<String> reasons() {
            return reasons;
        }

        Set<EventId> valueEvents() {
            return valueEvents;
        }
    }

    /** Counts the contributions to the frame at this depth of the stack, from 0. */
    void add(Frame frame, int depth, FrameHistory history, Map<String, CommitEvent> commits) {
        for (FrameHistory.Contribution each : history.contributions()) {
            CommitEvent commit = commits.get(each.commit());
            if (commit == null || commit.time() > onset) {
                // A commit that is no event of the case cannot be shown; one after the onset cannot have begun it.
                continue;
            }
            Vote vote = votes.computeIfAbsent(each.commit(), key -> new Vote(commit));
            double base =
                    switch (each.touch()) {
                        case LINE -> LINE;
                        case FUNCTION -> FUNCTION;
                        case USED -> USED;
                    };
            double weight = base / (depth + 1) / (each.distance() + 1) * recency(commit.time());
            vote.isNew |= each.newlyDeployed();
            vote.weight += weight * (each.newlyDeployed() ? 1 : ALREADY_RAN);
            vote.reasons.add(sentence(frame, history, each));
            addedValue(vote, each);
        }
    }

    private void addedValue(Vote vote, FrameHistory.Contribution each) {
        for (VariableSplit split : splits) {
            boolean adds = vote.values.size() < MOST_VALUES
                    && isTelling(split.value())
                    && !vote.values.contains(split.value())
                    && each.added().stream().anyMatch(line -> holdsLiteral(line, split.value()));
            if (adds) {
                if (vote.values.isEmpty()) {
                    vote.weight += ADDS_VALUE * (each.newlyDeployed() ? 1 : ALREADY_RAN);
                }
                vote.values.add(split.value());
                vote.valueEvents.addAll(split.events().stream().limit(5).toList());
                vote.reasons.add("it adds a line with the value " + split.shownValue() + ", and " + split.sentence());
            }
        }
    }

    /** A value that a line holds by chance says nothing. */
    private static boolean isTelling(String value) {
        return value.length() >= 3 && !value.equals("null") && !value.equals("true") && !value.equals("false");
    }

    private static boolean holdsLiteral(String line, String value) {
        int at = line.indexOf(value);
        while (at >= 0) {
            boolean before = at == 0 || !Character.isLetterOrDigit(line.charAt(at - 1));
            int end = at + value.length();
            boolean after = end == line.length() || !Character.isLetterOrDigit(line.charAt(end));
            if (before && after) {
                return true;
            }
            at = line.indexOf(value, at + 1);
        }
        return false;
    }

    /** Half after a week, a third after two: most failures that a change brings show soon. */
    private double recency(long time) {
        double days = Math.max(0, (double) (onset - time) / DAY);
        return 1 / (1 + days / 7);
    }

    private static String sentence(Frame frame, FrameHistory history, FrameHistory.Contribution each) {
        String text = each.text().strip();
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        String at = history.path() + ":" + each.line() + " at " + history.resolved();
        return switch (each.touch()) {
            case LINE -> "it last changed the line of the failing frame " + frame + ", " + at + ": " + shown;
            case FUNCTION -> "it changed the failing function " + frame.function() + ", " + at + ": " + shown;
            case USED ->
                "it changed " + each.name() + ", which the failing function " + frame.function() + " uses, " + at + ": "
                        + shown;
        };
    }

    /** How long before the onset it was made. */
    String beforeOnset(Vote vote) {
        long before = onset - vote.commit().time();
        return "it was committed " + Figures.duration(before) + " before the onset, at "
                + Timestamps.format(vote.commit().time());
    }

    /** Commits with votes, the most wanted first. */
    List<Vote> ranked() {
        List<Vote> ranked = new ArrayList<>(votes.values());
        ranked.sort((a, b) -> Double.compare(b.weight(), a.weight()));
        return ranked;
    }
}
