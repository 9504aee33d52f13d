package dev.faultline.importers.definition;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.faultline.importers.Line;
import dev.faultline.importers.SourceContext;
import dev.faultline.model.TimeQuality;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Matches the lines of one format and remembers where the pieces of the last one stand, counted from its first byte. Lines
 * are matched as bytes (ISO 8859-1), so that places in the text are places in the bytes.
 */
final class DefinedMatch {
    private record Alternative(Matcher matcher, List<String> names, List<Integer> numbers) {}

    private final List<Alternative> alternatives = new ArrayList<>();
    private final DefinedTime time;
    private List<String> names = List.of();
    private int[] from = {};
    private int[] to = {};
    private boolean timed;
    private boolean cut;

    DefinedMatch(Definition definition, SourceContext context) {
        time = new DefinedTime(definition.time(), context);
        for (Pattern pattern : definition.patterns()) {
            Map<String, Integer> groups = pattern.namedGroups();
            List<String> sorted = groups.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .toList();
            List<Integer> numbers = sorted.stream().map(groups::get).toList();
            alternatives.add(new Alternative(pattern.matcher(""), sorted, numbers));
        }
    }

    /** For a source of which a line shows that its dates begin with the day. */
    void daysFirst() {
        time.daysFirst();
    }

    /** Whether the line begins a record; then the places below are this line's. */
    boolean matches(Line line) {
        int length = Math.min(PatternLimits.TEXT, line.to - line.from);
        return matches(line, new String(line.buffer, line.from, length, StandardCharsets.ISO_8859_1));
    }

    /** The same, where the line's first bytes are at hand as text. */
    boolean matches(Line line, String text) {
        cut = text.length() < line.to - line.from;
        for (Alternative each : alternatives) {
            if (each.matcher.reset(text).lookingAt() && take(each, line)) {
                return true;
            }
        }
        return false;
    }

    private boolean take(Alternative each, Line line) {
        names = each.names;
        from = new int[names.size()];
        to = new int[names.size()];
        int stamp = -1;
        for (int i = 0; i < names.size(); i++) {
            from[i] = each.matcher.start(each.numbers.get(i));
            to[i] = each.matcher.end(each.numbers.get(i));
            stamp = names.get(i).equals("timestamp") ? i : stamp;
        }
        timed = stamp >= 0;
        if (!timed) {
            return true;
        }
        int start = Math.max(0, from[stamp]);
        return time.read(line.buffer, line.from + start, line.from + Math.max(start, to[stamp]));
    }

    List<String> names() {
        return names;
    }

    /** First byte of the piece; -1 where it did not take part. */
    int from(int piece) {
        return from[piece];
    }

    int to(int piece) {
        return to[piece];
    }

    /** Whether the line was longer than what is matched. */
    boolean cut() {
        return cut;
    }

    long nanos() {
        return time.nanos();
    }

    TimeQuality quality() {
        return timed ? time.quality() : TimeQuality.NONE;
    }
}
