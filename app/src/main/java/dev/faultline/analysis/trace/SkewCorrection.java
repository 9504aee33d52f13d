package dev.faultline.analysis.trace;

import dev.faultline.analysis.ClockEstimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the spans of a trace would stand if its clocks agreed. An estimate and never evidence: nothing in the case is
 * changed, and whoever looks chooses it. A source whose clock the whole case contradicts is moved by that estimate; else a
 * service that this trace contradicts is moved as little as makes its calls possible, and what it calls moves with it.
 */
public final class SkewCorrection {
    private final TraceTree recorded;
    private final long[] moves;
    private final List<Move> told;
    private final int undecided;

    private SkewCorrection(TraceTree recorded, long[] moves, List<Move> told, int undecided) {
        this.recorded = recorded;
        this.moves = moves;
        this.told = told;
        this.undecided = undecided;
    }

    /**
     * What is moved.
     *
     * @param service whose spans
     * @param nanos how far
     * @param spans how many
     * @param source the number of the source whose clock it is; 0 where this trace alone says so
     * @param anchors how many pairs of spans agree with it
     * @param ofAnchors of how many
     */
    public record Move(String service, long nanos, int spans, int source, int anchors, int ofAnchors) {}

    /** Finds what would have to be moved; {@code estimates} of the whole case may be none. */
    public static SkewCorrection of(TraceTree tree, List<ClockEstimate> estimates) {
        List<SpanNode> spans = tree.spans();
        Map<Integer, ClockEstimate> sources = sources(estimates);
        if (sources.isEmpty() && tree.skews().isEmpty()) {
            return new SkewCorrection(tree, new long[spans.size()], List.of(), 0);
        }
        Map<List<String>, ServiceSkew> pairs = new HashMap<>();
        int undecided = 0;
        for (ServiceSkew skew : tree.skews()) {
            undecided += skew.isDecided() ? 0 : 1;
            pairs.put(List.of(skew.caller(), skew.callee()), skew);
        }
        Map<String, Long> services = new HashMap<>();
        long[] moves = new long[spans.size()];
        Map<List<Object>, Move> told = new LinkedHashMap<>();
        for (int i = 0; i < moves.length; i++) {
            SpanNode span = spans.get(i);
            SpanNode caller = span.parent() < 0 ? null : spans.get(span.parent());
            ClockEstimate estimate = sources.get(span.id().source());
            ServiceSkew skew = caller == null || caller.service() == null || span.service() == null
                    ? null
                    : pairs.get(List.of(caller.service(), span.service()));
            String service = Objects.requireNonNullElse(span.service(), "");
            if (estimate != null) {
                moves[i] = estimate.offset() - estimate.current();
            } else {
                // Callers come before what they call.
                long above = caller == null ? 0 : moves[span.parent()];
                moves[i] = services.computeIfAbsent(service, absent -> above + move(skew));
            }
            if (moves[i] != 0) {
                Move move = move(service, moves[i], estimate, skew);
                told.merge(List.of(service, moves[i], move.source()), move, (a, b) -> more(a));
            }
        }
        return new SkewCorrection(tree, moves, new ArrayList<>(told.values()), undecided);
    }

    private static Map<Integer, ClockEstimate> sources(List<ClockEstimate> estimates) {
        Map<Integer, ClockEstimate> sources = new HashMap<>();
        for (ClockEstimate each : estimates) {
            // The strongest come first.
            if (each.evidence() == ClockEstimate.Evidence.SPANS && each.verdict() == ClockEstimate.Verdict.DISAGREES) {
                sources.putIfAbsent(each.source(), each);
            }
        }
        return sources;
    }

    private static long move(@Nullable ServiceSkew skew) {
        return skew == null || !skew.isDecided() ? 0 : skew.smallestMove();
    }

    private static Move move(String service, long nanos, @Nullable ClockEstimate estimate, @Nullable ServiceSkew skew) {
        if (estimate != null) {
            return new Move(service, nanos, 1, estimate.source(), estimate.agreeing(), estimate.anchors());
        }
        int calls = skew == null ? 0 : skew.calls();
        return new Move(service, nanos, 1, 0, calls, calls);
    }

    private static Move more(Move move) {
        return new Move(
                move.service(), move.nanos(), move.spans() + 1, move.source(), move.anchors(), move.ofAnchors());
    }

    /** What would be moved, in the order of the trace; empty where nothing would. */
    public List<Move> moves() {
        return List.copyOf(told);
    }

    /** Pairs of services that no one offset fits; they stay as recorded. */
    public int undecided() {
        return undecided;
    }

    /** The trace as it would stand; the same spans in the same places of the tree. */
    public TraceTree corrected() {
        return recorded.moved(moves);
    }

    /** How many spans would still begin before their parent. */
    public long stillBefore() {
        List<SpanNode> spans = recorded.spans();
        long before = 0;
        for (int i = 0; i < moves.length; i++) {
            int parent = spans.get(i).parent();
            before += parent >= 0
                            && spans.get(i).start() + moves[i]
                                    < spans.get(parent).start() + moves[parent]
                    ? 1
                    : 0;
        }
        return before;
    }

    /** Logs and snapshots go with their spans. */
    public TraceRecords corrected(TraceRecords records) {
        return new TraceRecords(
                records.count(),
                records.entries().stream()
                        .map(entry -> entry.span() < 0 ? entry : entry.at(entry.time() + moves[entry.span()]))
                        .toList());
    }
}
