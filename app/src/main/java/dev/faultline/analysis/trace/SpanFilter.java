package dev.faultline.analysis.trace;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which spans of a trace are looked at. The callers of what matches stay with it, so that its place in the tree shows.
 *
 * @param service null for any
 * @param name null for any
 * @param least nanoseconds that a span lasts at least
 * @param failed whether only failed spans match
 * @param critical whether only spans on the critical path match
 */
public record SpanFilter(
        @Nullable String service, @Nullable String name, long least, boolean failed, boolean critical) {
    /** Every span. */
    public static final SpanFilter ALL = new SpanFilter(null, null, 0, false, false);

    /** Only spans of a service; null for any. */
    public SpanFilter ofService(@Nullable String next) {
        return new SpanFilter(next, null, least, failed, critical);
    }

    /** Only spans of an operation. */
    public SpanFilter ofOperation(@Nullable String ofService, @Nullable String ofName) {
        return new SpanFilter(ofService, ofName, least, failed, critical);
    }

    /** Only spans that last as long. */
    public SpanFilter lasting(long nanos) {
        return new SpanFilter(service, name, nanos, failed, critical);
    }

    /** Only failed spans. */
    public SpanFilter failing(boolean next) {
        return new SpanFilter(service, name, least, next, critical);
    }

    /** Only what the root waited for. */
    public SpanFilter onCriticalPath(boolean next) {
        return new SpanFilter(service, name, least, failed, next);
    }

    /** Whether a span matches by itself. */
    public boolean matches(SpanNode span) {
        return (service == null || Objects.equals(service, span.service()))
                && (name == null || Objects.equals(name, span.name()))
                && span.duration() >= least
                && (!failed || span.failed())
                && (!critical || span.critical() > 0);
    }

    /** The spans that match, and those above them. */
    public BitSet kept(TraceTree tree) {
        BitSet kept = new BitSet();
        List<SpanNode> spans = tree.spans();
        // A parent stands before its children, so one walk from the end is enough.
        for (int i = spans.size() - 1; i >= 0; i--) {
            int parent = spans.get(i).parent();
            if (kept.get(i) || matches(spans.get(i))) {
                kept.set(i);
                if (parent >= 0) {
                    kept.set(parent);
                }
            }
        }
        return kept;
    }

    /** What is asked for, in words; empty where nothing is left out. */
    public String words() {
        List<String> words = new ArrayList<>();
        if (service != null) {
            words.add("service " + service);
        }
        if (name != null) {
            words.add("operation " + name);
        }
        if (least > 0) {
            words.add("at least " + least / 1_000 + " µs");
        }
        if (failed) {
            words.add("failed");
        }
        if (critical) {
            words.add("on the critical path");
        }
        return String.join(", ", words);
    }
}
