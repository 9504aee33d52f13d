package dev.faultline.query;

import java.util.Locale;
import java.util.Optional;

/** What somebody probably meant who wrote a word that is not there. */
public final class SimilarWords {
    private static final int MOST_EDITS = 2;

    private SimilarWords() {}

    /**
     * The word that differs by the fewest letters, at most two and less than half of them, without regard to case; of
     * several the first.
     */
    public static Optional<String> closest(String written, Iterable<String> words) {
        String lower = written.toLowerCase(Locale.ROOT);
        String best = null;
        int least = MOST_EDITS + 1;
        for (String word : words) {
            boolean near = Math.abs(word.length() - lower.length()) < least;
            int distance = near ? FieldNames.distance(lower, word.toLowerCase(Locale.ROOT)) : least;
            if (distance < least && distance * 2 < Math.max(2, lower.length())) {
                least = distance;
                best = word;
            }
        }
        return Optional.ofNullable(best);
    }
}
