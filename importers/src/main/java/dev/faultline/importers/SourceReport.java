package dev.faultline.importers;

import dev.faultline.model.Issue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Source;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file or archive member.
 *
 * @param path path or member name
 * @param container path of its archive; null for a plain file
 * @param outcome what happened
 * @param source the source in the case; null where it was refused
 * @param counts every issue, by code
 * @param issues the first issues, at most 100
 * @param seconds how long it took
 */
public record SourceReport(
        String path,
        @Nullable String container,
        Outcome outcome,
        @Nullable Source source,
        Map<IssueCode, Long> counts,
        List<Issue> issues,
        double seconds) {
    /** Copies the collections. */
    public SourceReport {
        counts = Map.copyOf(counts);
        issues = List.copyOf(issues);
    }

    /** What happened to a source. */
    public enum Outcome {
        IMPORTED,
        /** The same bytes are in the case: nothing was done. */
        ALREADY_IMPORTED,
        /** The case held its beginning: only the tail was read. */
        TAIL_IMPORTED,
        /** An import that was cut off went on. */
        RESUMED,
        CANCELLED,
        /** It could not be read or must not be. */
        REFUSED
    }
}
