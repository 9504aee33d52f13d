package dev.faultline.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of thing that must not leave, in the manner of gitleaks: the expression is only tried on texts that hold one of
 * the keywords. RE2 expressions, because evidence must not be able to make them run for ever.
 *
 * @param id its name in counts
 * @param category what the pseudonym says it was
 * @param keywords in lower case; none: every text is tried
 * @param expression what to find; its first group that matched is what goes, the whole where it has none
 * @param entropy least Shannon entropy of what is found, bits per character
 * @param minimum least length of what is found
 * @param check a further condition
 * @param allowed what stays although it was found
 */
record Rule(
        String id,
        String category,
        List<String> keywords,
        @Nullable Pattern expression,
        double entropy,
        int minimum,
        Check check,
        List<Pattern> allowed) {
    Rule {
        keywords = List.copyOf(keywords);
        allowed = List.copyOf(allowed);
    }

    /** Finds in a text that holds one of the keywords. */
    List<Finding> find(String text) {
        if (text.length() < minimum || !check.mayHold(text)) {
            return List.of();
        }
        if (expression == null) {
            return check.scan(text, this);
        }
        List<Finding> found = new ArrayList<>();
        Matcher matcher = expression.matcher(text);
        int from = 0;
        while (from <= text.length() && matcher.find(from)) {
            int group = group(matcher);
            Finding finding = new Finding(matcher.start(group), matcher.end(group), this, matcher.group(group));
            if (counts(text, finding)) {
                found.add(finding);
            }
            // What follows may begin where this one ends: the next assignment after a separator.
            from = Math.max(matcher.end(group), from + 1);
        }
        return found;
    }

    private static int group(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.start(group) >= 0) {
                return group;
            }
        }
        return 0;
    }

    private boolean counts(String text, Finding finding) {
        String value = finding.value();
        return value.length() >= minimum
                && (entropy == 0 || entropy(value) >= entropy)
                && allowed.stream().noneMatch(pattern -> pattern.matcher(value).find())
                && check.holds(text, finding);
    }

    /** Shannon's, in bits per character. */
    static double entropy(String text) {
        int[] counts = new int[128];
        int other = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128) {
                counts[c]++;
            } else {
                other++;
            }
        }
        double bits = part(other, text.length());
        for (int count : counts) {
            bits += part(count, text.length());
        }
        return bits;
    }

    private static double part(int count, int length) {
        double share = (double) count / length;
        return count == 0 ? 0 : -share * Math.log(share) / Math.log(2);
    }
}
