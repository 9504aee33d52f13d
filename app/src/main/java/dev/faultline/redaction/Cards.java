package dev.faultline.redaction;

import java.util.ArrayList;
import java.util.List;

/** Payment cards in texts: digits in groups, as people and programs write them. */
final class Cards {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    private Cards() {}

    /** Looks at runs of groups of digits; single blanks and dashes may stand between the groups. */
    static List<Finding> scan(String text, Rule rule) {
        List<Finding> found = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (!isDigit(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && (isDigit(text.charAt(end)) || isSeparator(text, end))) {
                end++;
            }
            if (end - at >= SHORTEST) {
                run(text, at, end, rule, found);
            }
            at = end;
        }
        return found;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSeparator(String text, int at) {
        char c = text.charAt(at);
        return (c == ' ' || c == '-') && at + 1 < text.length() && isDigit(text.charAt(at + 1));
    }

    /** Tries every row of neighbouring groups. */
    private static void run(String text, int from, int to, Rule rule, List<Finding> found) {
        for (int start = from; start < to; start++) {
            boolean begins = start == from ? !isJoined(text, start - 1) : !isDigit(text.charAt(start - 1));
            if (!begins || !isDigit(text.charAt(start))) {
                continue;
            }
            int digits = 0;
            for (int end = start; end < to && digits < LONGEST; end++) {
                digits += isDigit(text.charAt(end)) ? 1 : 0;
                boolean ends = end + 1 == to ? !isJoined(text, to) : !isDigit(text.charAt(end + 1));
                if (ends && digits >= SHORTEST && isCard(text.substring(start, end + 1))) {
                    found.add(new Finding(start, end + 1, rule, text.substring(start, end + 1)));
                    start = end;
                    break;
                }
            }
        }
    }

    /** A letter or a decimal point beside it: a part of an id or a fraction. */
    private static boolean isJoined(String text, int at) {
        if (at < 0 || at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        boolean point = c == '.'
                && at > 0
                && isDigit(text.charAt(at - 1))
                && at + 1 < text.length()
                && isDigit(text.charAt(at + 1));
        return Character.isLetter(c) || point;
    }

    static boolean isCard(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().filter(Character::isDigit).forEach(c -> digits.append((char) c));
        return isIssued(digits.toString()) && luhn(digits.toString());
    }

    private static boolean isIssued(String digits) {
        int length = digits.length();
        if (length < SHORTEST || length > LONGEST) {
            return false;
        }
        int two = Integer.parseInt(digits.substring(0, 2));
        int three = Integer.parseInt(digits.substring(0, 3));
        int four = Integer.parseInt(digits.substring(0, 4));
        boolean mastercard = length == 16 && (two >= 51 && two <= 55 || four >= 2221 && four <= 2720);
        boolean visa = digits.charAt(0) == '4' && (length == 13 || length == 16 || length == 19);
        boolean american = length == 15 && (two == 34 || two == 37);
        boolean diners = length == 14 && (three >= 300 && three <= 305 || two == 36 || two == 38 || two == 39);
        boolean discover = length >= 16 && (four == 6011 || two == 65 || three >= 644 && three <= 649);
        boolean others =
                length >= 16 && (two == 62 || four >= 3528 && four <= 3589 || two == 50 || two >= 56 && two <= 69);
        return mastercard || visa || american || diners || discover || others;
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 1 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
