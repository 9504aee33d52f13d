package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.text.SafeText;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How wide the columns of the list are: as the longest value that was shown needs, between bounds, until a person drags one;
 * that width is kept with the case. Lengths are those at the usual size of letters.
 */
final class EventWidths {
    private static final String SETTING = "column-widths";
    /** A letter of the list, and the air behind a value. */
    private static final double LETTER = 7.23;

    private static final double AIR = 9;
    private static final int FEWEST = 6;
    private static final int MOST = 32;
    private static final double NARROWEST = 30;
    private static final double WIDEST = 900;

    private final CaseModel model;
    private final EventColumns columns;
    private final Map<String, Integer> longest = new HashMap<>();
    private final Map<String, Double> dragged = new HashMap<>();

    /** {@code changed} is called when the case has told which widths were kept. */
    EventWidths(CaseModel model, EventColumns columns, Runnable changed) {
        this.model = model;
        this.columns = columns;
        model.read(
                "column-widths", cancelled -> model.openCase().setting(SETTING).orElse(""), kept -> {
                    kept.lines().forEach(this::restore);
                    changed.run();
                });
    }

    private void restore(String line) {
        int apart = line.lastIndexOf('\t');
        try {
            if (apart > 0) {
                width(line.substring(0, apart), Double.parseDouble(line.substring(apart + 1)));
            }
        } catch (NumberFormatException edited) {
            // Measured then, as any other.
            dragged.remove(line.substring(0, apart));
        }
    }

    /** Measures what an event says in the columns that are shown; they grow, and never shrink under the reader's eyes. */
    void see(Event event) {
        for (String field : columns.shown()) {
            int letters = SafeText.line(columns.value(event, field)).length();
            longest.merge(field, Math.min(MOST, letters), Math::max);
        }
    }

    /** What a column takes where {@code most} is the share of each. */
    double of(String field, String name, double most) {
        Double kept = dragged.get(field);
        int letters = Math.max(Math.max(FEWEST, name.length()), longest.getOrDefault(field, 0));
        return kept != null ? kept : Math.min(letters * LETTER + AIR, most);
    }

    /** How many letters a width has room for. */
    static int letters(double width) {
        return (int) Math.max(1, Math.floor((width - AIR) / LETTER + 0.01));
    }

    /** What a text of so many letters takes. */
    static double width(int letters) {
        return letters * LETTER;
    }

    /** A person wants it this wide. */
    void width(String field, double wanted) {
        dragged.put(field, Math.clamp(wanted, NARROWEST, WIDEST));
    }

    /** It is measured again. */
    void measured(String field) {
        dragged.remove(field);
        keep();
    }

    /** Keeps with the case how wide they were made. */
    void keep() {
        if (!model.openCase().isWritable()) {
            return;
        }
        String kept = dragged.entrySet().stream()
                .map(each -> each.getKey() + "\t" + Math.round(each.getValue()))
                .collect(Collectors.joining("\n"));
        model.read(
                "column-widths",
                cancelled -> {
                    model.openCase().setting(SETTING, kept);
                    return true;
                },
                done -> {});
    }
}
