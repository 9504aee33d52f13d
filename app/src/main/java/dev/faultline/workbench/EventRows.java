package dev.faultline.workbench;

import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.text.SafeText;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import org.jspecify.annotations.Nullable;

/** Draws rows of events on a canvas: time, severity, kind, service, what happened. */
final class EventRows {
    private static final double ROW = 22;
    private static final double FONT = 12;
    private static final int LONGEST = 600;
    private static final double MARK = 4;
    private static final double TIME = 18;
    private static final double SEVERITY = 160;
    private static final double KIND = 188;
    private static final double SERVICE = 206;
    private static final double COLUMN = 110;
    /** What all columns may take together, of what they and the rest of the line have. */
    private static final double SHARE = 0.4;
    /** So near to the end of a column the mouse has it. */
    private static final double GRIP = 5;
    /** What is left to what happened. */
    private static final double LEAST = 140;
    /** Where the severity stands behind a time that ends with its milliseconds. */
    private static final double SHORT_TIME = 118;
    /** The same behind one with its year and its seconds, and behind one with its milliseconds too. */
    private static final double YEAR_TIME = 168;

    private static final double LONG_TIME = 196;
    /** Letters of a time with its microseconds. */
    private static final int MICROS = 15;
    /** Letters of a time with its year and its seconds, and of one with its milliseconds too. */
    private static final int TO_SECONDS = 19;

    private static final int TO_MILLIS = 23;

    private final CaseModel model;
    private final Canvas canvas;
    private final EventColumns columns;
    private final EventWidths widths;
    private final CanvasLetters letters;
    private Theme theme;
    private boolean years;

    EventRows(
            CaseModel model,
            Canvas canvas,
            EventColumns columns,
            EventWidths widths,
            CanvasLetters letters,
            Theme theme) {
        this.model = model;
        this.canvas = canvas;
        this.columns = columns;
        this.widths = widths;
        this.letters = letters;
        this.theme = theme;
    }

    void theme(Theme next) {
        theme = next;
    }

    /** Height of a row. */
    double height() {
        return letters.of(ROW);
    }

    /** Height of the names above the rows. */
    double header() {
        return letters.of(ROW);
    }

    /** An empty list with its names. */
    void clear() {
        years = model.spansYears() && model.state().get().zero().isEmpty();
        GraphicsContext g = TextCanvas.begin(canvas, theme, letters.monospaced(FONT));
        double middle = header() / 2;
        g.setFill(theme.raised);
        g.fillRect(0, 0, canvas.getWidth(), header());
        g.setFill(theme.muted);
        boolean zero = model.state().get().zero().isPresent();
        g.fillText(
                zero ? Words.of("events.from-zero") : Words.of("events.time", TimeText.zoneName()),
                letters.of(TIME),
                middle);
        g.fillText(Words.of("events.sev"), letters.of(severity()), middle);
        for (int i = 0; i < shownColumns(); i++) {
            String name = cut(name(columns.shown().get(i)), EventWidths.letters(width(i)));
            g.fillText(name, column(i), middle);
        }
        g.fillText(Words.of("trace-logs.what"), column(shownColumns()), middle);
    }

    private double column(int number) {
        double at = severity() + SERVICE - SEVERITY;
        for (int i = 0; i < number; i++) {
            at += width(i);
        }
        return letters.of(at);
    }

    /** At the usual size of letters, as are the widths. */
    private double width(int number) {
        String field = columns.shown().get(number);
        double share = room() * SHARE / columns.shown().size();
        return widths.of(field, name(field), Math.max(COLUMN, share));
    }

    /** What the columns and what happened have together. */
    private double room() {
        return canvas.getWidth() / letters.of(1) - severity() - SERVICE + SEVERITY;
    }

    private static String name(String field) {
        return field.equals("service") ? Words.of("common.service") : SafeText.line(field);
    }

    /** Where letters are large and the list is narrow, what happened needs the room of the columns. */
    private boolean isNarrow() {
        return canvas.getWidth() < letters.of(wholeTime() + SERVICE - SEVERITY + COLUMN + LEAST);
    }

    private int shownColumns() {
        if (isNarrow()) {
            return 0;
        }
        double left = room() - LEAST;
        int shown = 0;
        while (shown < columns.shown().size() && (left >= width(shown) || shown == 0)) {
            left -= width(shown);
            shown++;
        }
        return shown;
    }

    /** Measures an event that may be shown. */
    void see(Event event) {
        widths.see(event);
    }

    /** Where a column ends. */
    double edge(int column) {
        return column(column + 1) - letters.of(GRIP);
    }

    /** The column whose end is there; -1 for none. */
    int edgeAt(double x) {
        for (int i = 0; i < shownColumns(); i++) {
            if (Math.abs(x - edge(i)) <= letters.of(GRIP)) {
                return i;
            }
        }
        return -1;
    }

    /** Its end is to be there. */
    void dragEdge(int column, double x) {
        double most = room() - LEAST - column(column) / letters.of(1) + column(0) / letters.of(1);
        double wanted = (x + letters.of(GRIP) - column(column)) / letters.of(1);
        widths.width(columns.shown().get(column), Math.min(wanted, Math.max(COLUMN, most)));
    }

    /** It is as wide again as what it shows. */
    void measured(int column) {
        widths.measured(columns.shown().get(column));
    }

    void keepWidths() {
        widths.keep();
    }

    /** All of the text there, where the row shows only a part of it; empty otherwise. */
    String cutAt(Event event, double x) {
        int shown = shownColumns();
        for (int i = 0; i < shown; i++) {
            if (x >= column(i) && x < column(i + 1)) {
                String value =
                        SafeText.line(columns.value(event, columns.shown().get(i)));
                return value.length() > EventWidths.letters(width(i)) ? value : "";
            }
        }
        String line = line(event);
        double end = column(shown) + letters.of(EventWidths.width(line.length()));
        return x >= column(shown) && end > canvas.getWidth() ? line : "";
    }

    private double severity() {
        if (!isNarrow()) {
            return wholeTime();
        }
        return years ? YEAR_TIME : model.spansDays() ? SEVERITY : SHORT_TIME;
    }

    private double wholeTime() {
        return years ? LONG_TIME : SEVERITY;
    }

    /** Says why there is nothing, and what to do. */
    void empty() {
        GraphicsContext g = TextCanvas.begin(canvas, theme, letters.monospaced(FONT));
        g.setFill(theme.muted);
        // What took everything away is said above it, where it can be clicked.
        g.fillText(model.state().get().isNarrowed() ? "" : Words.of("events.empty"), 16, letters.of(24));
    }

    /** Below a row that "find" matches. */
    void match(int number) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double y = header() + number * height();
        g.setFill(theme.mark);
        g.setGlobalAlpha(0.16);
        g.fillRect(0, y, canvas.getWidth(), height());
        g.setGlobalAlpha(1);
        g.fillRect(0, y, 3, height());
    }

    /** Around the row that the keys stand on while nothing is selected. */
    void cursor(int number) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setStroke(theme.muted);
        g.setLineWidth(1);
        g.strokeRect(0.5, header() + number * height() + 0.5, canvas.getWidth() - 1, height() - 1);
    }

    /** Draws the event; null while it is being fetched. */
    void row(int number, @Nullable Event event, boolean chosen, boolean focused) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double y = header() + number * height();
        if (chosen) {
            g.setGlobalAlpha(focused ? 0.35 : 0.2);
            g.setFill(theme.accent);
            g.fillRect(0, y, canvas.getWidth(), height());
            g.setGlobalAlpha(1);
        }
        double middle = y + height() / 2;
        g.setFill(theme.muted);
        if (event == null) {
            g.fillText("…", letters.of(TIME), middle);
            return;
        }
        ViewState state = model.state().get();
        String time = event.hasTime() ? time(event, state) : Words.of("common.no-time");
        boolean whole = !isNarrow() || time.length() != MICROS;
        String shown = whole ? time : time.substring(0, MICROS - 3);
        g.fillText(shown + quality(event), letters.of(TIME), middle);
        if (state.marks().contains(event.id())) {
            g.setFill(theme.mark);
            g.fillText("★", letters.of(MARK), middle);
        }
        g.setFill(theme.severity(event.severity()));
        g.fillText(Theme.sign(event.severity()), letters.of(severity()), middle);
        g.setFill(theme.muted);
        g.fillText(kindSign(event.kind()), letters.of(severity() + KIND - SEVERITY), middle);
        g.setFill(theme.accent);
        for (int i = 0; i < shownColumns(); i++) {
            String value = SafeText.line(columns.value(event, columns.shown().get(i)));
            g.fillText(cut(value, EventWidths.letters(width(i))), column(i), middle);
        }
        g.setFill(theme.text);
        g.fillText(line(event), column(shownColumns()), middle);
    }

    /** Where the case is of several years and room is short, the year says more than the milliseconds. */
    private String time(Event event, ViewState state) {
        return years
                ? TimeText.full(event.time()).substring(0, isNarrow() ? TO_SECONDS : TO_MILLIS)
                : TimeText.of(event.time(), state.zero(), model.spansDays());
    }

    private static String quality(Event event) {
        return switch (event.timeQuality()) {
            case EXACT -> "";
            case ZONE_ASSUMED -> "~";
            case YEAR_ASSUMED -> "≈";
            case RELATIVE, NONE -> "?";
        };
    }

    private static String kindSign(Kind kind) {
        return switch (kind) {
            case LOG -> "";
            case SPAN -> "├";
            case SNAPSHOT -> "◎";
            case CHANGE -> "◇";
            case ALERT -> "!";
            case METRIC -> "#";
            case PROFILE -> "≡";
        };
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most - 1) + "…" : text;
    }

    private static String line(Event event) {
        StringBuilder text = new StringBuilder();
        if (event.name() != null) {
            text.append(event.name());
        }
        if (event.duration() >= 0 && event.kind() == Kind.SPAN) {
            text.append("  ").append(TimeText.duration(event.duration()));
        }
        if (!event.message().isEmpty()) {
            text.append(text.isEmpty() ? "" : " · ").append(cut(event.message(), LONGEST));
        }
        if (event.exception() != null && !event.exception().type().isEmpty()) {
            text.append("  [").append(event.exception().type()).append(']');
        }
        return SafeText.line(cut(text.toString(), LONGEST));
    }
}
