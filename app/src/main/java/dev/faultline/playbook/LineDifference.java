package dev.faultline.playbook;

import java.util.ArrayList;
import java.util.List;

/** The lines in which two small texts differ, by the longest common subsequence. */
final class LineDifference {
    /** Beyond this the table would cost more than the answer is worth. */
    private static final int MOST_LINES = 4_000;

    private LineDifference() {}

    static List<String> of(String before, String after) {
        List<String> a = before.lines().limit(MOST_LINES).toList();
        List<String> b = after.lines().limit(MOST_LINES).toList();
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                i++;
                j++;
            } else if (j == b.size() || i < a.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add("- " + a.get(i++));
            } else {
                lines.add("+ " + b.get(j++));
            }
        }
        return lines;
    }
}
