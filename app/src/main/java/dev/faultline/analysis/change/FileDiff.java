package dev.faultline.analysis.change;

import java.util.List;

/**
 * What a commit changed in a file.
 *
 * @param path its path after the commit
 * @param oldPath its path before
 * @param lines changed lines with those around them
 * @param left why not all of it is here; empty where all is
 */
public record FileDiff(String path, String oldPath, List<Line> lines, String left) {
    /** Copies the lines. */
    public FileDiff {
        lines = List.copyOf(lines);
    }

    /**
     * A line.
     *
     * @param sign {@code +}, {@code -}, a blank for one that stayed, {@code @} where lines are left out
     * @param before its number before, 0 for none
     * @param after its number after, 0 for none
     */
    public record Line(char sign, int before, int after, String text) {}
}
