package dev.faultline.importers.definition;

import com.google.re2j.Pattern;
import dev.faultline.importers.Line;
import java.util.List;

/** Which lines may match at least one of a format's expressions: said without asking them, and often enough no. */
final class PatternStarts {
    private final List<List<PatternStart.ByteSet>> starts;

    PatternStarts(List<Pattern> patterns) {
        starts = patterns.stream()
                .map(pattern -> PatternStart.of(pattern.pattern()))
                .toList();
    }

    /** False where no expression can match the line. */
    boolean mayMatch(Line line) {
        for (List<PatternStart.ByteSet> start : starts) {
            if (mayMatch(line, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayMatch(Line line, List<PatternStart.ByteSet> start) {
        if (line.to - line.from < start.size()) {
            return false;
        }
        for (int i = 0; i < start.size(); i++) {
            if (!start.get(i).has(line.buffer[line.from + i])) {
                return false;
            }
        }
        return true;
    }
}
