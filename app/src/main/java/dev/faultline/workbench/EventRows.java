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
    private static final int LETTERS = 14;
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
    private final CanvasLetters letters;
    private Theme theme;
    private boolean years;

    EventRows(CaseModel model, Canvas canvas, EventColumns columns, CanvasLetters letters, Theme theme) {
        this.model = model;
        this.canvas = canvas;
        this.columns = columns;
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
            String field = columns.shown().get(i);
            String name = field.equals("service") ? Words.of("common.service") : SafeText.line(field);
            g.fillText(cut(name, LETTERS), column(i), middle);
        }
        g.fillText(Words.of("trace-logs.what"), column(shownColumns()), middle);
    }

    private double column(int number) {
        return letters.of(severity() + SERVICE - SEVERITY + number * COLUMN);
    }

    /** Where letters are large and the list is narrow, what happened needs the room of the columns. */
    private boolean isNarrow() {
        return canvas.getWidth() < letters.of(wholeTime() + SERVICE - SEVERITY + COLUMN + LEAST);
    }

    private int shownColumns() {
        double room = canvas.getWidth() - letters.of(severity() + SERVICE - SEVERITY + LEAST);
        return isNarrow() ? 0 : (int) Math.min(columns.shown().size(), Math.max(1, room / letters.of(COLUMN)));
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
            g.fillText(cut(SafeText.line(columns.value(event, columns.shown().get(i))), LETTERS), column(i), middle);
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
