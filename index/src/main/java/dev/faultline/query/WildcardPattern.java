package dev.faultline.query;

import java.util.Locale;

/** A pattern in which {@code *} stands for any characters and {@code ?} for one; a backslash takes that away. */
public final class WildcardPattern {
    private static final char ANY = '\uFFFE';
    private static final char ONE = '\uFFFF';

    private final String pattern;

    /** A pattern as a query writes it. */
    public WildcardPattern(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                out.append(text.charAt(++i));
            } else {
                out.append(c == '*' ? ANY : c == '?' ? ONE : c);
            }
        }
        pattern = out.toString().toLowerCase(Locale.ROOT);
    }

    /** The letters in front of the first place that is open. */
    String prefix() {
        int i = 0;
        while (i < pattern.length() && pattern.charAt(i) != ANY && pattern.charAt(i) != ONE) {
            i++;
        }
        return pattern.substring(0, i);
    }

    /** The longest run of ASCII that every match holds. */
    String literal() {
        String longest = "";
        for (String run : pattern.split("[" + ANY + ONE + "]", -1)) {
            boolean longer = run.length() > longest.length() && run.chars().allMatch(c -> c < 0x80);
            longest = longer ? run : longest;
        }
        return longest;
    }

    /** Without regard to case. Linear but for the last star, which is tried at every place. */
    public boolean matches(String value) {
        String text = value.toLowerCase(Locale.ROOT);
        int t = 0;
        int p = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == ANY) {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == ONE || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == ANY) {
            p++;
        }
        return p == pattern.length();
    }
}
