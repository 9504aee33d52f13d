package dev.faultline.bundle;

import dev.faultline.importers.SourceReport;
import java.util.List;

/**
 * What became of a bundle.
 *
 * @param refused whether nothing of it was taken in
 * @param sources what became of each source that was imported from it
 * @param annotations how many annotations the board gained
 * @param problems what could not be taken in, or only in part
 */
public record BundleReport(boolean refused, List<SourceReport> sources, int annotations, List<BundleProblem> problems) {
    /** Copies the lists. */
    public BundleReport {
        sources = List.copyOf(sources);
        problems = List.copyOf(problems);
    }
}
