package dev.faultline.text;

import dev.faultline.analysis.trace.SpanNode;
import dev.faultline.analysis.trace.TraceProblem;
import dev.faultline.analysis.trace.TraceSummary;
import dev.faultline.analysis.trace.TraceTree;
import dev.faultline.model.Timestamps;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Traces for a person. */
public final class TraceText {
    private static final int DEEPEST = 40;

    private TraceText() {}

    public static String line(TraceSummary trace) {
        return String.format(
                Locale.ROOT,
                "%s %s %12.3f ms %,6d spans %s %s · %s%s  [%s]",
                Timestamps.format(trace.start()),
                trace.traceId(),
                trace.duration() / 1e6,
                trace.spans(),
                trace.errors() == 0 ? "          " : String.format(Locale.ROOT, "%,3d failed", trace.errors()),
                safe(trace.rootService()),
                safe(trace.rootName()),
                trace.rootIsMissing() ? " (root missing)" : "",
                SafeText.line(String.join(", ", trace.services())));
    }

    public static String heading(TraceTree tree) {
        long failed = tree.spans().stream().filter(SpanNode::failed).count();
        return String.format(
                Locale.ROOT,
                "trace %s: %.3f ms, %,d spans, %,d failed",
                tree.traceId(),
                tree.duration() / 1e6,
                tree.spans().size(),
                failed);
    }

    /** A span under its parent, its time since the start of the trace. */
    public static String line(SpanNode span, long start) {
        return String.format(
                Locale.ROOT,
                "%10.3f ms %s%s%s · %s  %.3f ms (self %.3f)%s%s  #%s",
                (span.start() - start) / 1e6,
                span.critical() > 0 ? "*" : " ",
                span.depth() > DEEPEST ? "  ".repeat(DEEPEST) + "…" + span.depth() + " " : "  ".repeat(span.depth()),
                safe(span.service()),
                safe(span.name()),
                span.duration() / 1e6,
                span.self() / 1e6,
                span.failed() ? " FAILED" : "",
                span.problems().isEmpty()
                        ? ""
                        : " "
                                + span.problems().stream()
                                        .map(TraceProblem.Type::label)
                                        .toList(),
                span.id());
    }

    public static String sentence(TraceProblem problem) {
        return SafeText.line(problem.sentence());
    }

    private static String safe(@Nullable String text) {
        return text == null ? "-" : SafeText.line(text);
    }
}
