package dev.faultline.importers;

import java.util.List;

/**
 * What an import did. For every source read = stored + rejected + skipped.
 *
 * @param sources in the order of import
 * @param cancelled whether the user stopped it
 */
public record ImportReport(List<SourceReport> sources, boolean cancelled) {
    /** Copies the list. */
    public ImportReport {
        sources = List.copyOf(sources);
    }
}
