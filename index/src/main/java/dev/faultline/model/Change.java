package dev.faultline.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A commit, deploy, flag or configuration edit.
 *
 * @param type what was changed: {@code commit}, {@code merge}, {@code tag}, {@code deploy}, {@code flag}, {@code config}
 * @param revision commit id in full, release name or version; null where there is none
 * @param parents commit ids of the parents
 * @param author name and address as written
 * @param body the whole message
 * @param trailers key and value of each trailer, in order, wherever in the body it stands
 * @param files what it touched
 * @param refs tags and branches that point at it
 * @param attribution who wrote it, with the marker that says so
 */
public record Change(
        String type,
        @Nullable String revision,
        List<String> parents,
        @Nullable String author,
        String body,
        List<Map.Entry<String, String>> trailers,
        List<ChangedFile> files,
        List<String> refs,
        Attribution attribution)
        implements Detail {
    /** Copies the lists. */
    public Change {
        parents = List.copyOf(parents);
        trailers = List.copyOf(trailers);
        files = List.copyOf(files);
        refs = List.copyOf(refs);
    }

    /**
     * A file of a change.
     *
     * @param path path after the change, or before it where it was deleted
     * @param oldPath path before a rename or copy
     * @param status one letter as git prints it: A, M, D, R, C, T
     * @param added lines added; -1 for a binary file
     * @param removed lines removed; -1 for a binary file
     */
    public record ChangedFile(String path, @Nullable String oldPath, char status, int added, int removed) {}
}
