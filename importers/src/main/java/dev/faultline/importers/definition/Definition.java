package dev.faultline.importers.definition;

import com.google.re2j.Pattern;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text format as data: what its lines look like, and what the pieces mean.
 *
 * @param name the format's name, as in {@code --format}
 * @param title what a person calls it
 * @param url where it is specified; empty for nowhere
 * @param sign what must be found among the first lines, where these need not match; null for nothing
 * @param patterns the first that matches a line counts
 * @param multiline whether a line that no pattern matches belongs to the record before it
 * @param time how the group {@code timestamp} reads
 * @param level how the group with the level reads
 * @param durationNanos nanoseconds of one unit of the group {@code duration}
 * @param attributes names of attributes by groups; groups without a name here keep their own
 * @param constants attributes that every record gets
 * @param samples its tests
 */
public record Definition(
        String name,
        String title,
        String url,
        @Nullable Pattern sign,
        List<Pattern> patterns,
        boolean multiline,
        Time time,
        Level level,
        long durationNanos,
        Map<String, String> attributes,
        Map<String, String> constants,
        List<Sample> samples) {
    /** Copies its collections. */
    public Definition {
        patterns = List.copyOf(patterns);
        attributes = Map.copyOf(attributes);
        constants = Map.copyOf(constants);
        samples = List.copyOf(samples);
    }

    /** How a time is written. */
    public enum TimeForm {
        /** In any of the forms that Faultline knows. */
        KNOWN,
        /** Seconds since the system started, with a fraction. */
        UPTIME,
        /** By a pattern of its own. */
        PATTERN
    }

    /**
     * The time of a record.
     *
     * @param pattern for {@link TimeForm#PATTERN}
     * @param carry whether a record with an empty time has the time of the record before it
     */
    public record Time(TimeForm form, @Nullable DateTimeFormatter pattern, boolean carry) {}

    /**
     * The level of a record.
     *
     * @param group the group that says it
     * @param map level words by what stands there; a key that ends in {@code *} is a beginning
     * @param search what to look for in the whole record where the group says nothing; the first that is found counts
     * @param otherwise severity number where none of these know it
     */
    public record Level(String group, Map<String, Integer> map, List<Search> search, int otherwise) {
        /** Copies the collections. */
        public Level {
            map = Map.copyOf(map);
            search = List.copyOf(search);
        }
    }

    /** An expression and the severity number of a record in which it is found. */
    public record Search(Pattern expression, int severity) {}

    /**
     * One or more lines that are one record, and what must come out.
     *
     * @param expected values by their names: time, level, message, service, thread, logger, name, trace_id, span_id,
     *     duration (nanoseconds), or an attribute
     * @param line where it stands in the definition
     */
    public record Sample(String text, Map<String, String> expected, int line, int column) {
        /** Copies what is expected. */
        public Sample {
            expected = Map.copyOf(expected);
        }
    }
}
