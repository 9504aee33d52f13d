package dev.faultline.playbook;

import dev.faultline.query.FieldReader;
import dev.faultline.store.Block;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * A figure over events.
 *
 * @param value the figure; nanoseconds for durations; 0 where there are no values
 * @param values how many events have a value
 * @param of how many events there are
 */
record Figure(double value, int values, int of) {
    static Figure of(Inquiry inquiry, Occurrences.Group group, Aggregate aggregate) throws IOException {
        if (aggregate.function().equals("distinct")) {
            return distinct(inquiry, group, aggregate);
        }
        boolean duration = aggregate.field().equals("duration");
        FieldReader reader = FieldReader.of(duration ? "service" : aggregate.field());
        double[] values = new double[Math.max(1, group.size)];
        int size = 0;
        for (int i = 0; i < group.size; i++) {
            Block block = Occurrences.block(inquiry, group.places[i]);
            int row = Occurrences.row(group.places[i]);
            double value = duration ? duration(block, row) : number(reader.read(block, row));
            if (!Double.isNaN(value)) {
                values[size++] = value;
            }
        }
        return new Figure(size == 0 ? 0 : aggregate.of(Arrays.copyOf(values, size), size), size, group.size);
    }

    private static Figure distinct(Inquiry inquiry, Occurrences.Group group, Aggregate aggregate) throws IOException {
        FieldReader reader = FieldReader.of(aggregate.field());
        Set<String> seen = new HashSet<>();
        int size = 0;
        for (int i = 0; i < group.size; i++) {
            String value = reader.read(Occurrences.block(inquiry, group.places[i]), Occurrences.row(group.places[i]));
            if (value != null) {
                seen.add(value);
                size++;
            }
        }
        return new Figure(seen.size(), size, group.size);
    }

    private static double duration(Block block, int row) {
        return block.duration(row) < 0 ? Double.NaN : block.duration(row);
    }

    private static double number(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.length() > 40) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    /** The figure in words, with its denominator. */
    String text(Aggregate aggregate, Comparison wanted) {
        return values == 0
                ? "none of " + of + " events has " + aggregate.field()
                : aggregate + " is " + wanted.show(value) + " of " + values + " values, " + wanted + " wanted";
    }
}
