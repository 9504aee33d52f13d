package dev.faultline.bundle;

import dev.faultline.model.Source;
import dev.faultline.store.Case;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the board of another case folder into a case that holds the same evidence. Sources are recognised by their bytes, read
 * in the same way; evidence is neither copied nor changed.
 */
public final class CaseMerge {
    private CaseMerge() {}

    /** Merges the board of {@code other}, which is only read. */
    public static BundleReport merge(Case other, Case into) throws IOException {
        List<BundleProblem> problems = new ArrayList<>();
        into.audit(
                "merge board", Map.of("case there", other.name(), "audit head there", BundleWriter.auditHead(other)));
        BundleIds ids = ids(other, into, problems);
        int merged = into.board().merge(TranslatedBoard.of(other.board().annotations(), ids, problems));
        merged += into.board().mergeIncident(other.board().incident(), "merged");
        return new BundleReport(false, List.of(), merged, problems);
    }

    private static BundleIds ids(Case other, Case into, List<BundleProblem> problems) {
        BundleIds ids = new BundleIds();
        Set<Integer> taken = new HashSet<>();
        for (Source there : other.reader().sources()) {
            Optional<Source> same = into.reader().sources().stream()
                    .filter(here -> !taken.contains(here.id()) && isSame(here, there))
                    .findFirst();
            if (same.isPresent()) {
                taken.add(same.get().id());
                ids.source(there.id(), same.get().id(), true);
            } else {
                problems.add(new BundleProblem(
                        "MISSING_SOURCE", there.path(), "this source is not in the case here, or was read otherwise"));
            }
        }
        return ids;
    }

    /** The same bytes, read in the same way: then each event has the same number. */
    private static boolean isSame(Source here, Source there) {
        String hash = here.sha256();
        return hash != null
                && hash.equals(there.sha256())
                && here.format().equals(there.format())
                && here.events() == there.events();
    }
}
