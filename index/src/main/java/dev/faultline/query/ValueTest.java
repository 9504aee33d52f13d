package dev.faultline.query;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tests of whole values: of keyword fields, attributes and variables. */
final class ValueTest {
    private ValueTest() {}

    /** The test that a clause means for one value, which is a word or a number rather than a text. */
    static Predicate<String> of(Query clause) {
        return switch (clause) {
            case Query.Term term -> value -> value.equalsIgnoreCase(term.text());
            case Query.Wildcard wildcard -> new WildcardPattern(wildcard.pattern())::matches;
            case Query.Fuzzy fuzzy -> {
                String word = fuzzy.text().toLowerCase(Locale.ROOT);
                yield value -> value.length() <= word.length() + fuzzy.edits()
                        && FieldNames.distance(value.toLowerCase(Locale.ROOT), word) <= fuzzy.edits();
            }
            case Query.Regex regex -> {
                Pattern pattern = Pattern.compile(regex.expression());
                yield value -> pattern.matcher(value).find();
            }
            case Query.Range range -> range(range);
            case Query.All all -> value -> true;
            case Query.And and -> throw new IllegalArgumentException("not a single value: " + and);
            case Query.Or or -> throw new IllegalArgumentException("not a single value: " + or);
            case Query.Not not -> throw new IllegalArgumentException("not a single value: " + not);
        };
    }

    /** Numbers compare as numbers where the bounds are numbers, texts as texts elsewhere. */
    private static Predicate<String> range(Query.Range range) {
        Optional<BigDecimal> low = number(range.from());
        Optional<BigDecimal> high = number(range.to());
        boolean numeric = (range.from() == null || low.isPresent()) && (range.to() == null || high.isPresent());
        if (!numeric) {
            return value -> above(value, range) && below(value, range);
        }
        return value -> FieldValues.number(value)
                .filter(number -> low.isEmpty() || inside(number.compareTo(low.get()), range.fromInclusive()))
                .filter(number -> high.isEmpty() || inside(-number.compareTo(high.get()), range.toInclusive()))
                .isPresent();
    }

    private static Optional<BigDecimal> number(@Nullable String bound) {
        return bound == null ? Optional.empty() : FieldValues.number(bound);
    }

    private static boolean inside(int comparison, boolean inclusive) {
        return comparison > 0 || inclusive && comparison == 0;
    }

    private static boolean above(String value, Query.Range range) {
        return range.from() == null || inside(value.compareToIgnoreCase(range.from()), range.fromInclusive());
    }

    private static boolean below(String value, Query.Range range) {
        return range.to() == null || inside(-value.compareToIgnoreCase(range.to()), range.toInclusive());
    }
}
