package dev.faultline.analysis.pattern;

import dev.faultline.query.Hits;
import dev.faultline.store.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the open places of a pattern.
 *
 * @param pattern the pattern's id
 * @param template its most general form among the hits
 * @param hits records that were looked at
 * @param sampled whether there are more
 * @param variables one for each open place, in order
 */
public record PatternVariables(int pattern, String template, long hits, boolean sampled, List<Variable> variables) {
    private static final int MOST_HITS = 200_000;
    private static final int MOST_VALUES = 20_000;

    /** Copies the list. */
    public PatternVariables {
        variables = List.copyOf(variables);
    }

    /** A value and how many records have it. */
    public record Value(String value, long count) {}

    /**
     * The numbers of a place; units and keys around them are left out.
     *
     * @param count records with a number
     */
    public record Numbers(long count, double least, double median, double p95, double most) {}

    /**
     * One open place.
     *
     * @param place number of the token, from 0
     * @param after the constant token before it; empty where there is none
     * @param distinct how many values; a lower bound where {@code isMany}
     * @param isMany whether there are more values than are counted apart
     * @param values the most frequent ones
     * @param numbers their distribution; null where fewer than half are numbers
     */
    public record Variable(
            int place,
            String after,
            int distinct,
            boolean isMany,
            List<Value> values,
            @Nullable Numbers numbers) {
        /** Copies the values. */
        public Variable {
            values = List.copyOf(values);
        }
    }

    private static final class Place {
        private final Map<String, long[]> values = new HashMap<>();
        private final Doubles numbers = new Doubles();
        private boolean many;

        void add(String value) {
            long[] count = values.get(value);
            if (count == null && values.size() >= MOST_VALUES) {
                many = true;
            } else if (count == null) {
                values.put(value, new long[] {1});
            } else {
                count[0]++;
            }
            Double number = number(value);
            if (number != null) {
                numbers.add(number);
            }
        }
    }

    /** Looks at the hits, all of which are of this pattern; at most 200,000 of them. */
    public static PatternVariables of(int pattern, Hits hits, int most, BooleanSupplier cancelled) throws IOException {
        Map<Integer, Place> places = new HashMap<>();
        Template[] widest = {null};
        long[] seen = {0};
        hits.forEach(cancelled, (block, row) -> {
            int id = block.template(row);
            Template template = id < 0 ? null : block.templates().get(id);
            if (template == null || template.pattern() != pattern || seen[0] >= MOST_HITS) {
                return;
            }
            seen[0]++;
            if (widest[0] == null || open(template) > open(widest[0])) {
                widest[0] = template;
            }
            List<String> tokens = tokens(new String(block.message(row), StandardCharsets.UTF_8));
            for (int i = 0; i < tokens.size(); i++) {
                // Constants too: a place may open only later.
                places.computeIfAbsent(i, place -> new Place())
                        .add(tokens.get(i).strip());
            }
        });
        Template template = widest[0];
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; template != null && i < template.tokens().size(); i++) {
            Place place = places.get(i);
            if (template.tokens().get(i) == null && place != null) {
                String before = i == 0 ? null : template.tokens().get(i - 1);
                variables.add(variable(i, before == null ? "" : before, place, seen[0], most));
            }
        }
        return new PatternVariables(
                pattern, template == null ? "" : template.text(), seen[0], hits.count() > MOST_HITS, variables);
    }

    private static long open(Template template) {
        long open = 0;
        for (String token : template.tokens()) {
            open += token == null ? 1 : 0;
        }
        return open;
    }

    /** As the miner splits: at single blanks, further ones belong to the token behind them. */
    static List<String> tokens(String message) {
        List<String> tokens = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i <= message.length(); i++) {
            if (i < message.length() && message.charAt(i) != ' ') {
                continue;
            }
            tokens.add(message.substring(begin, i));
            begin = i + 1;
            while (i + 1 < message.length() && message.charAt(i + 1) == ' ') {
                i++;
            }
        }
        return tokens;
    }

    private static Variable variable(int index, String after, Place place, long hits, int most) {
        List<Value> values = place.values.entrySet().stream()
                .map(entry -> new Value(entry.getKey(), entry.getValue()[0]))
                .sorted(Comparator.comparingLong(Value::count).reversed().thenComparing(Value::value))
                .limit(most)
                .toList();
        double[] numbers = place.numbers.sorted();
        Numbers distribution = numbers.length * 2L < hits || numbers.length == 0
                ? null
                : new Numbers(
                        numbers.length,
                        numbers[0],
                        numbers[(numbers.length - 1) / 2],
                        numbers[(int) ((numbers.length - 1) * 0.95)],
                        numbers[numbers.length - 1]);
        return new Variable(index, after, place.values.size(), place.many, values, distribution);
    }

    /** The one number in a token such as {@code took=35ms,}; null where there is none, or several. */
    static @Nullable Double number(String token) {
        int from = token.indexOf('=') + 1;
        while (from < token.length() && "([{\"'".indexOf(token.charAt(from)) >= 0) {
            from++;
        }
        int to = from;
        while (to < token.length() && (Character.isDigit(token.charAt(to)) || "+-.".indexOf(token.charAt(to)) >= 0)) {
            to++;
        }
        for (int i = to; i < token.length(); i++) {
            if (Character.isDigit(token.charAt(i)) || i - to > 4) {
                return null;
            }
        }
        try {
            return from == to ? null : Double.valueOf(token.substring(from, to));
        } catch (NumberFormatException notOne) {
            return null;
        }
    }
}
