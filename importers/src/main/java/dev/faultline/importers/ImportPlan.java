package dev.faultline.importers;

import java.nio.file.Path;
import java.util.List;

/**
 * What an import would do, for a person to look at and change before it runs.
 *
 * @param paths what was dropped
 * @param options what holds for all sources
 * @param sources every file and archive member found, in the order of import; changed copies of these steer the import
 */
public record ImportPlan(List<Path> paths, ImportOptions options, List<PlannedSource> sources) {
    /** Copies the lists. */
    public ImportPlan {
        paths = List.copyOf(paths);
        sources = List.copyOf(sources);
    }
}
