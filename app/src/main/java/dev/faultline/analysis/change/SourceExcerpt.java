package dev.faultline.analysis.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the code around a frame.
 *
 * @param path the file in the repository; empty where it could not be found
 * @param revision the commit that was looked at
 * @param resolved how that commit was found, such as {@code tag v2.4.1}
 * @param line the frame's line
 * @param lines in their order
 * @param unresolved why there are none, and what would help; null where there are
 */
public record SourceExcerpt(
        String path,
        String revision,
        String resolved,
        int line,
        List<Line> lines,
        @Nullable String unresolved) {
    /** Copies the lines. */
    public SourceExcerpt {
        lines = List.copyOf(lines);
    }

    /**
     * A line and who wrote it.
     *
     * @param number from 1
     * @param commit the commit's id in full; empty where history does not say
     * @param seconds when it was committed, seconds since 1970
     */
    public record Line(int number, String text, String commit, long seconds) {}

    /** Nothing can be shown, for this reason. */
    public static SourceExcerpt unknown(String why) {
        return new SourceExcerpt("", "", "", 0, List.of(), why);
    }
}
