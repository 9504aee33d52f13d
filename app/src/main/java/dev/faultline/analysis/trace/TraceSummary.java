package dev.faultline.analysis.trace;

import dev.faultline.model.EventId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trace in a list.
 *
 * @param traceId lower hex, 32 digits
 * @param start earliest start of a span, nanoseconds since 1970 UTC
 * @param end latest end of a span
 * @param spans spans in the case
 * @param errors spans that failed
 * @param services services of its spans, in the order of their first span
 * @param root the earliest span without a parent, or the earliest of all where the root is missing
 * @param rootIsMissing whether every span names a parent
 * @param rootService service of the root
 * @param rootName operation of the root
 * @param rootDuration nanoseconds; -1 where it has none
 */
public record TraceSummary(
        String traceId,
        long start,
        long end,
        int spans,
        int errors,
        List<String> services,
        EventId root,
        boolean rootIsMissing,
        @Nullable String rootService,
        @Nullable String rootName,
        long rootDuration) {
    /** Copies the services. */
    public TraceSummary {
        services = List.copyOf(services);
    }

    /** From the first start to the last end, nanoseconds. */
    public long duration() {
        return end - start;
    }
}
