package dev.faultline.importers;

import dev.faultline.store.ByteSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One thing to import, as the intake found it.
 *
 * @param path path or member name
 * @param container path of its archive; null for a plain file
 * @param bytes length; -1 where not known
 * @param source its bytes, from the beginning as often as wanted
 * @param file the plain file or folder it is; null for a member of an archive
 * @param modified when it was last written, nanoseconds since 1970 UTC
 * @param remarks what the intake has to say of it
 */
record Item(
        String path,
        @Nullable String container,
        long bytes,
        ByteSource source,
        @Nullable Path file,
        long modified,
        java.util.List<Remark> remarks) {
    /** Something about an item that is no record's fault. */
    record Remark(dev.faultline.model.IssueCode code, String detail) {}

    String label() {
        return container == null ? path : container + "!" + path;
    }

    /** The same for the same thing in a plan and in the import that follows it. */
    String key() {
        return container + "!" + path;
    }
}
