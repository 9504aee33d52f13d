package dev.faultline.store;

import dev.faultline.model.Source;
import org.jspecify.annotations.Nullable;

/**
 * A source as the catalogue keeps it: what everybody may know, and what it takes to go on with its import.
 *
 * @param calls how many events the importer gave, whether stored or skipped
 * @param ordinals how many of them were stored, hidden ones included
 * @param reports how many notes it gave
 * @param lastRecord what its last record became
 * @param lastOffset where the last record begins
 * @param lastLength how long it is
 * @param rejectHash chain of hashes over all rejected records
 * @param fileModified when the file was last written, for sources that are read where they are
 */
record StoredSource(
        Source source,
        boolean copied,
        long headBytes,
        String headHash,
        @Nullable String prefixHash,
        long calls,
        long ordinals,
        long hidden,
        long reports,
        long lastLine,
        LastRecord lastRecord,
        long lastOffset,
        long lastLength,
        String rejectHash,
        long fileModified) {
    /** What became of a record. */
    enum LastRecord {
        NONE,
        EVENT,
        SKIPPED,
        REJECTED
    }
}
