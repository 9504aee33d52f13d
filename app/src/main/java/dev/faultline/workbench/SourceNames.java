package dev.faultline.workbench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Short names of paths: the file's, and where another has the same, the nearest folder in which they differ. */
final class SourceNames {
    private final Map<String, String> names = new HashMap<>();

    SourceNames(List<String> paths) {
        for (String path : paths) {
            String[] own = parts(path);
            int apart = 0;
            for (String other : paths) {
                apart = other.equals(path) ? apart : Math.max(apart, same(own, parts(other)));
            }
            String folder = apart > 0 && apart < own.length ? own[own.length - 1 - apart] + " › " : "";
            names.put(path, folder + own[own.length - 1]);
        }
    }

    String of(String path) {
        return names.getOrDefault(path, path);
    }

    private static String[] parts(String path) {
        return path.split("[/\\\\]", -1);
    }

    /** How many parts at the end are the same. */
    private static int same(String[] one, String[] other) {
        int most = Math.min(one.length, other.length);
        int same = 0;
        while (same < most && one[one.length - 1 - same].equals(other[other.length - 1 - same])) {
            same++;
        }
        return same;
    }
}
