package dev.faultline.redaction;

import java.util.Arrays;
import java.util.List;

/** Which of many keywords a text holds: one walk over the text for all of them, and the same answer as one for each. */
final class Keywords {
    private static final int ASCII = 128;

    private final List<String> words;
    private final int[] singles = new int[ASCII];
    private final int[][] pairs = new int[ASCII * ASCII][];

    /** In lower case, none of them empty. */
    Keywords(List<String> words) {
        this.words = words.stream().distinct().toList();
        Arrays.fill(singles, -1);
        for (int i = 0; i < this.words.size(); i++) {
            String word = this.words.get(i);
            if (word.length() == 1) {
                singles[word.charAt(0) % ASCII] = i;
            } else {
                int pair = pair(word.charAt(0), word.charAt(1));
                int[] before = pairs[pair] == null ? new int[0] : pairs[pair];
                pairs[pair] = Arrays.copyOf(before, before.length + 1);
                pairs[pair][before.length] = i;
            }
        }
    }

    /** Other characters may fall together with these; the words themselves decide. */
    private static int pair(char first, char second) {
        return first % ASCII * ASCII + second % ASCII;
    }

    /** A bit for each of these words. */
    long[] bits(List<String> some) {
        long[] bits = new long[(words.size() + 63) >> 6];
        some.forEach(word -> set(bits, words.indexOf(word)));
        return bits;
    }

    /** A bit for each word that the text, in lower case, holds. */
    long[] in(String lower) {
        long[] found = new long[(words.size() + 63) >> 6];
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            int single = singles[c % ASCII];
            if (single >= 0 && words.get(single).charAt(0) == c) {
                set(found, single);
            }
            int[] candidates = i + 1 == lower.length() ? null : pairs[pair(c, lower.charAt(i + 1))];
            for (int j = 0; candidates != null && j < candidates.length; j++) {
                if (lower.startsWith(words.get(candidates[j]), i)) {
                    set(found, candidates[j]);
                }
            }
        }
        return found;
    }

    private static void set(long[] bits, int at) {
        bits[at >> 6] |= 1L << at;
    }

    /** Whether some bit is in both. */
    static boolean meet(long[] some, long[] others) {
        for (int i = 0; i < some.length; i++) {
            if ((some[i] & others[i]) != 0) {
                return true;
            }
        }
        return false;
    }
}
