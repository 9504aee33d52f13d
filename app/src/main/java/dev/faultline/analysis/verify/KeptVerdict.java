package dev.faultline.analysis.verify;

import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.EventId;
import dev.faultline.model.Reference;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.store.Board;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A verdict as the case keeps it: on the board, as a hypothesis that the fix removed the failure, with the two questions that
 * were counted and the events. So it is dated and signed, travels with the case, and a person may contradict it.
 *
 * @param hypothesis what the board holds
 * @param verdict what was said
 * @param fix since when the fix runs, nanoseconds
 * @param enoughAt when the traffic was enough to say "fixed"; nothing where it was not said
 * @param redeploys how often something else began to run from the onset to the fix, the fix included
 * @param by whose traffic it rests on
 */
public record KeptVerdict(
        Hypothesis hypothesis, Verdict verdict, long fix, OptionalLong enoughAt, long redeploys, JudgedBy by) {
    /** The tag that all of them have. */
    public static final String TAG = "verification";

    private static final String VERDICT = "verdict-";
    private static final String FIX = "fix-";
    private static final String ENOUGH = "enough-";
    private static final String REDEPLOYS = "redeploys-";
    private static final String BY = "judged-by-";

    /** All verdicts of a case, the oldest first. */
    public static List<KeptVerdict> of(Board board) throws IOException {
        return among(board.hypotheses());
    }

    /** Those of these hypotheses that are verdicts, in their order. */
    public static List<KeptVerdict> among(List<Hypothesis> hypotheses) {
        List<KeptVerdict> kept = new ArrayList<>();
        for (Hypothesis each : hypotheses) {
            read(each).ifPresent(kept::add);
        }
        return kept;
    }

    /** Whether this hypothesis is a verdict. */
    public static boolean isOne(Hypothesis hypothesis) {
        return hypothesis.entry().tags().contains(TAG);
    }

    private static Optional<KeptVerdict> read(Hypothesis hypothesis) {
        if (!isOne(hypothesis)) {
            return Optional.empty();
        }
        List<String> tags = hypothesis.entry().tags();
        Optional<Verdict> verdict = after(tags, VERDICT).flatMap(KeptVerdict::verdict);
        Optional<Long> fix = after(tags, FIX).flatMap(Timestamps::parse);
        Optional<Long> enough = after(tags, ENOUGH).flatMap(Timestamps::parse);
        long redeploys = after(tags, REDEPLOYS)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(0L);
        if (verdict.isEmpty() || fix.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new KeptVerdict(
                hypothesis,
                verdict.get(),
                fix.get(),
                enough.isPresent() ? OptionalLong.of(enough.get()) : OptionalLong.empty(),
                redeploys,
                after(tags, BY).flatMap(KeptVerdict::by).orElse(JudgedBy.PRODUCTION)));
    }

    private static Optional<String> after(List<String> tags, String prefix) {
        return tags.stream()
                .filter(tag -> tag.startsWith(prefix))
                .map(tag -> tag.substring(prefix.length()))
                .findFirst();
    }

    private static Optional<Verdict> verdict(String label) {
        return Arrays.stream(Verdict.values())
                .filter(each -> each.label().equals(label))
                .findFirst();
    }

    private static Optional<JudgedBy> by(String label) {
        return Arrays.stream(JudgedBy.values())
                .filter(each -> each.label().equals(label))
                .findFirst();
    }

    /** Keeps a verdict; the same one again is not kept twice. */
    public static KeptVerdict keep(Board board, Verification found, FixMoment moment, JudgedBy by) throws IOException {
        List<String> tags = tags(found, moment, by);
        String text =
                (by.isBeforeDeploy() ? "Before the deploy, by the " + by.label() + ": " : "Fix, " + moment.how() + ": ")
                        + found.verdict().label().replace('-', ' ') + ": " + found.sentence();
        for (KeptVerdict known : of(board)) {
            if (known.hypothesis.entry().text().equals(text)
                    && known.hypothesis.entry().tags().equals(tags)) {
                return known;
            }
        }
        Hypothesis made = board.hypothesis(text, tags);
        long id = made.entry().id();
        if (by != JudgedBy.STAGING) {
            // What another case holds cannot be pointed at from this one.
            cite(board, id, found);
        }
        Hypothesis judged = board.state(id, state(found.verdict()));
        return read(judged).orElseThrow();
    }

    private static List<String> tags(Verification found, FixMoment moment, JudgedBy by) {
        List<String> tags = new ArrayList<>();
        tags.add(TAG);
        tags.add(VERDICT + found.verdict().label());
        tags.add(FIX + Timestamps.format(moment.time()));
        found.enoughAt().ifPresent(time -> tags.add(ENOUGH + Timestamps.format(time)));
        tags.add(REDEPLOYS + moment.redeploys(found.before().from()));
        tags.add(BY + by.label());
        return tags;
    }

    private static void cite(Board board, long id, Verification found) throws IOException {
        boolean gone = found.failuresAfter() == 0;
        Reference failures = question(found.signature().failure(), found.after());
        Reference traffic = question(found.signature().exposure(), found.after());
        board.cite(
                id,
                new Citation(
                        gone,
                        failures,
                        found.failuresAfter() + " failures after it, " + found.failuresBefore() + " before it"));
        board.cite(
                id,
                new Citation(
                        gone,
                        traffic,
                        found.exposureAfter() + " that could have failed after it, " + found.exposureBefore()
                                + " before it"));
        if (!gone) {
            for (EventId event : found.events()) {
                board.cite(id, new Citation(false, Reference.to(event), "failed after the fix"));
            }
        }
    }

    private static Reference question(String query, TimeRange range) {
        String from = range.from() == Long.MIN_VALUE ? "start" : Timestamps.format(range.from());
        String to = range.to() == Long.MAX_VALUE ? "end" : Timestamps.format(range.to());
        return new Reference(Reference.Type.QUERY, query + "@" + from + ".." + to);
    }

    private static Annotation.State state(Verdict verdict) {
        return switch (verdict) {
            case FIXED -> Annotation.State.SUPPORTED;
            case NOT_FIXED -> Annotation.State.RULED_OUT;
            case NOT_ENOUGH_EVIDENCE -> Annotation.State.OPEN;
        };
    }
}
