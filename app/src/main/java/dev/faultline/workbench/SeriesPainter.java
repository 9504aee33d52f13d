package dev.faultline.workbench;

import dev.faultline.analysis.series.Pauses;
import dev.faultline.analysis.series.SeriesPlot;
import dev.faultline.model.TimeRange;
import dev.faultline.text.SafeText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalLong;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Draws series and pauses; says in words what stands under the cursor. */
final class SeriesPainter {
    private static final double LANE = 38;
    private static final double EDGE = 4;

    private final GraphicsContext g;
    private final double width;
    private final CanvasLetters letters;
    private final Theme theme;
    private final SeriesModel.Drawn drawn;
    private final OptionalLong zero;

    SeriesPainter(Canvas canvas, CanvasLetters letters, Theme theme, SeriesModel.Drawn drawn, OptionalLong zero) {
        this.g = canvas.getGraphicsContext2D();
        this.width = canvas.getWidth();
        this.letters = letters;
        this.theme = theme;
        this.drawn = drawn;
        this.zero = zero;
        g.setFill(theme.background);
        g.fillRect(0, 0, width, canvas.getHeight());
    }

    /** How high one lane is. */
    static double lane(CanvasLetters letters) {
        return letters.of(LANE);
    }

    private double lane() {
        return lane(letters);
    }

    private double gutter() {
        return TimelineView.gutter(letters);
    }

    /** Draws all lanes below the head; what the cursor stands on, in words. */
    String draw(double head, int column, int lane, boolean focused) {
        g.setFont(letters.plain(11));
        double y = head;
        for (int i = 0; i < drawn.plots().size(); i++) {
            plot(drawn.plots().get(i), y);
            label(drawn.names().get(i).key().service(), name(i), y);
            y += lane();
        }
        if (drawn.pauses().isPresent()) {
            Pauses pauses = drawn.pauses().get();
            bars(pauses, y);
            label(
                    Words.of("series.pauses"),
                    Words.of("series.pause-count", pauses.count(), TimeText.duration(pauses.most())),
                    y);
        }
        zeroLine(head);
        String reading = reading(column, lane);
        head(head, reading);
        if (focused && drawn.lanes() > 0) {
            g.setStroke(theme.accent);
            g.strokeRect(0.5, head + lane * lane() + 0.5, width - 1, lane() - 1);
        }
        if (column >= 0) {
            g.setStroke(theme.muted);
            double x = x(column + 0.5);
            g.strokeLine(x, head, x, head + drawn.lanes() * lane());
        }
        return reading;
    }

    private String name(int index) {
        String service = drawn.names().get(index).key().service();
        String name = drawn.names().get(index).name();
        return name.startsWith(service) ? name.substring(service.length()).strip() : name;
    }

    private int columns() {
        return drawn.plots().isEmpty()
                ? drawn.pauses().map(Pauses::columns).orElse(1)
                : drawn.plots().getFirst().columns();
    }

    private double x(double column) {
        return gutter() + column * (width - gutter()) / columns();
    }

    private void label(String first, String second, double y) {
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.setFill(theme.text);
        g.fillText(shortened(g, first.isEmpty() ? Words.of("common.no-service") : first), 4, y + lane() * 0.3);
        g.setFill(theme.muted);
        g.fillText(shortened(g, second), 4, y + lane() * 0.7);
        g.setStroke(theme.line);
        g.strokeLine(0, y + lane() - 0.5, width, y + lane() - 0.5);
    }

    private String shortened(GraphicsContext g, String text) {
        return TextCanvas.fitting(SafeText.line(text), g.getFont(), gutter() - 8);
    }

    /** A stroke from the least to the greatest value of each column, joined to the column before. */
    private void plot(SeriesPlot plot, double y) {
        g.setStroke(theme.accent);
        g.setFill(theme.muted);
        if (plot.isEmpty()) {
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText(Words.of("series.empty-stretch"), x(columns() / 2.0), y + lane() / 2);
            return;
        }
        double beforeX = -1;
        double beforeY = 0;
        for (int i = 0; i < plot.columns(); i++) {
            if (plot.count(i) > 0) {
                double x = x(i + 0.5);
                double low = height(plot, plot.least(i), y);
                double high = height(plot, plot.most(i), y);
                g.strokeLine(x, low, x, Math.min(high, low - 1));
                if (beforeX >= 0) {
                    g.strokeLine(beforeX, beforeY, x, (low + high) / 2);
                }
                beforeX = x;
                beforeY = (low + high) / 2;
            }
        }
    }

    private double height(SeriesPlot plot, double value, double y) {
        double span = plot.highest() - plot.lowest();
        double share = span == 0 ? 0.5 : (value - plot.lowest()) / span;
        return y + lane() - EDGE - share * (lane() - 2 * EDGE);
    }

    private void bars(Pauses pauses, double y) {
        g.setFill(theme.severity(dev.faultline.model.Severity.WARN));
        for (int i = 0; i < pauses.columns(); i++) {
            if (pauses.longest(i) > 0) {
                double part = Math.max(2, (lane() - 2 * EDGE) * pauses.longest(i) / Math.max(1, pauses.most()));
                g.fillRect(x(i), y + lane() - EDGE - part, Math.max(1, x(1) - x(0)), part);
            }
        }
    }

    private void zeroLine(double head) {
        TimeRange range = drawn.range();
        if (zero.isPresent() && range.contains(zero.getAsLong())) {
            double share = (zero.getAsLong() - range.from()) / (double) Math.max(1, range.length());
            double x = gutter() + share * (width - gutter());
            g.setStroke(theme.mark);
            g.strokeLine(x, head, x, head + drawn.lanes() * lane());
        }
    }

    private void head(double head, String reading) {
        String text = reading;
        if (reading.isEmpty()) {
            text = drawn.plots().isEmpty() && drawn.metrics() > 0
                    ? Words.of("series.choose-which", drawn.metrics())
                    : "";
        }
        g.setFill(reading.isEmpty() ? theme.muted : theme.text);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(text, gutter() + 4, head / 2, Math.max(1, width - gutter() - 8));
    }

    private String reading(int column, int lane) {
        if (column < 0 || column >= columns()) {
            return "";
        }
        long time = drawn.range().from() + (long) (drawn.range().length() * ((column + 0.5) / columns()));
        String when = TimeText.of(time, zero) + "  ";
        if (lane >= drawn.plots().size()) {
            long pause = drawn.pauses().map(pauses -> pauses.longest(column)).orElse(0L);
            return when
                    + (pause == 0 ? Words.of("series.no-pause") : Words.of("series.pause", TimeText.duration(pause)));
        }
        SeriesPlot plot = drawn.plots().get(lane);
        String unit = plot.isPerSecond() ? Words.of("series.per-second") : "";
        String name = SafeText.line(drawn.names().get(lane).name());
        String part = plot.isComplete() ? "" : Words.of("series.incomplete");
        if (plot.count(column) == 0) {
            return Words.of("series.no-sample", when + name, part);
        }
        return when
                + name
                + (plot.count(column) == 1
                        ? ": " + number(plot.most(column)) + unit
                        : Words.of(
                                "series.samples",
                                number(plot.least(column)),
                                number(plot.most(column)),
                                unit,
                                plot.count(column)))
                + part;
    }

    private static String number(double value) {
        return new BigDecimal(value, new MathContext(9)).stripTrailingZeros().toPlainString();
    }
}
