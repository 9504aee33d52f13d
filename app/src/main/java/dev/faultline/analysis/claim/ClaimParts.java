package dev.faultline.analysis.claim;

import dev.faultline.analysis.claim.ClaimPart.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the parts out of a sentence that evidence can prove or not: event ids, quotes, times, numbers, other ids. */
final class ClaimParts {
    private static final Pattern EVENT = Pattern.compile("#(\\d{1,9}\\.\\d{1,18})(?![\\w.]*\\w)");
    private static final Pattern QUOTE = Pattern.compile(
            "\"([^\"]+)\"|“([^“”]+)”|`([^`]+)`|«([^«»]+)»|(?<![\\w'])'([^'\\n]+)'(?!\\w)|‘([^‘’]+)’(?!\\w)");
    private static final Pattern TIME = Pattern.compile("(?<![\\w.:-])(?:"
            + "\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?"
            + "|\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?Z?)(?![\\w:-])");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s()\\[\\]{}<>|;!?\"=*→≥≤~]+|\\.\\.+|…|–|—");
    private static final Pattern EDGE = Pattern.compile("^[.,:'#/]+|[.,:'/]+$");
    private static final Pattern NUMBER = Pattern.compile(
            "[$€£]?([-+−]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)-?"
                    + "(?:[%‰×xkK]|[nuµm]?s|[mhd]|[kKMGT]?i?B|st|nd|rd|th|bytes?|sec(?:ond)?s?|min(?:ute)?s?|hours?|days?|times|fold)?");

    private ClaimParts() {}

    static List<ClaimPart> of(String claim) {
        List<ClaimPart> parts = new ArrayList<>();
        String rest = take(claim, EVENT, Kind.EVENT, parts);
        rest = take(rest, QUOTE, Kind.QUOTE, parts);
        rest = take(rest, TIME, Kind.TIME, parts);
        for (String word : BETWEEN_WORDS.split(rest)) {
            word(EDGE.matcher(word).replaceAll(""), parts);
        }
        return parts.stream().distinct().toList();
    }

    /** What the pattern finds becomes parts; a blank takes its place. */
    private static String take(String text, Pattern pattern, Kind kind, List<ClaimPart> parts) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder rest = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            parts.add(new ClaimPart(kind, firstGroup(matcher)));
            rest.append(text, from, matcher.start()).append(' ');
            from = matcher.end();
        }
        return rest.append(text, from, text.length()).toString();
    }

    private static String firstGroup(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String found = matcher.group(group);
            if (found != null) {
                return found;
            }
        }
        return matcher.group();
    }

    private static void word(String word, List<ClaimPart> parts) {
        if (word.chars().noneMatch(Character::isDigit)) {
            return;
        }
        Matcher number = NUMBER.matcher(word);
        if (number.matches()) {
            parts.add(new ClaimPart(Kind.NUMBER, number.group(1).replace('−', '-')));
        } else if (word.indexOf('/') > 0 && word.chars().noneMatch(Character::isLetter)) {
            for (String side : word.split("/", -1)) {
                word(side, parts);
            }
        } else {
            parts.add(new ClaimPart(Kind.ID, word));
        }
    }
}
