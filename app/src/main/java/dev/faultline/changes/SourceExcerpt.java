package dev.faultline.changes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines around a frame, as they stood at the revision that ran, each with the commit that wrote it.
 *
 * @param path the file in the repository
 * @param revision the commit that was looked at
 * @param resolved how that commit was found, such as {@code tag v2.4.1}
 * @param mapped what the file was matched by where its path is not the one that the frame names; empty where it is
 * @param lines in their order
 * @param unresolved why there are none, for a person; null where there are
 */
public record SourceExcerpt(
        String path,
        String revision,
        String resolved,
        String mapped,
        List<Line> lines,
        @Nullable String unresolved) {
    /** Copies the lines. */
    public SourceExcerpt {
        lines = List.copyOf(lines);
    }

    static SourceExcerpt unknown(String why) {
        return new SourceExcerpt("", "", "", "", List.of(), why);
    }

    /**
     * A line.
     *
     * @param number from 1
     * @param text without its end
     * @param commit who wrote its words, formatting looked through; null where history ends before
     * @param committed when, seconds since 1970; 0 where that is unknown
     * @param ofFrame whether the frame stands here
     */
    public record Line(int number, String text, @Nullable String commit, int committed, boolean ofFrame) {}
}
