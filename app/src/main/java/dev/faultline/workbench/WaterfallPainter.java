package dev.faultline.workbench;

import dev.faultline.analysis.trace.SpanNode;
import dev.faultline.analysis.trace.TraceRecords;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws the rows of a waterfall that are visible, and the axis above them. */
final class WaterfallPainter {
    private static final double ROW = 20;
    private static final double AXIS = 16;
    private static final double FONT = 11.5;
    private static final double TICK = 100;
    private static final double NAMES = 0.36;
    private static final double INDENT = 12;
    private static final int DEEPEST = 24;
    private static final double LETTER = 7;
    private static final double MARK = 4;

    private final Canvas canvas;
    private final WaterfallRows rows;
    private final WaterfallScale scale;
    private final CanvasLetters letters;
    private Theme theme;
    private WaterfallCritical critical = new WaterfallCritical(null);
    private Map<Integer, List<TraceRecords.Entry>> records = Map.of();

    WaterfallPainter(Canvas canvas, CanvasLetters letters, WaterfallRows rows, WaterfallScale scale, Theme theme) {
        this.canvas = canvas;
        this.letters = letters;
        this.rows = rows;
        this.scale = scale;
        this.theme = theme;
    }

    void theme(Theme next) {
        theme = next;
    }

    void critical(WaterfallCritical next) {
        critical = next;
    }

    /** Logs, snapshots and others by the index of their span. */
    void records(Map<Integer, List<TraceRecords.Entry>> next) {
        records = next;
    }

    /** Height of a row. */
    double row() {
        return letters.of(ROW);
    }

    /** Height of the axis above the rows. */
    double axis() {
        return letters.of(AXIS);
    }

    /** Where the names end and the bars begin. */
    double names() {
        return canvas.getWidth() * NAMES;
    }

    private double x(long time) {
        return scale.x(time, names(), canvas.getWidth());
    }

    void empty(String text) {
        GraphicsContext g = TextCanvas.begin(canvas, theme, letters.monospaced(FONT));
        g.setFill(theme.muted);
        g.fillText(text, letters.of(12), letters.of(24));
    }

    /** Draws the rows from {@code top} on. */
    void paint(int top, int cursor, boolean focused) {
        GraphicsContext g = TextCanvas.begin(canvas, theme, letters.monospaced(FONT));
        int visible = (int) Math.ceil((canvas.getHeight() - axis()) / row());
        for (int row = top; row < Math.min(rows.count(), top + visible); row++) {
            row(g, row, axis() + (row - top) * row(), row == cursor, focused);
        }
        axis(g);
    }

    private void row(GraphicsContext g, int row, double y, boolean chosen, boolean focused) {
        double width = canvas.getWidth();
        SpanNode span = rows.span(row);
        cursor(g, y, width, chosen, focused);
        boolean matches = rows.filter().matches(span);
        double left = Math.max(names(), x(span.start()));
        double right = Math.min(width, x(span.end()));
        if (right >= names() && left <= width) {
            g.setFill(span.failed() ? theme.severity(Severity.ERROR) : ServiceColors.of(span.service(), theme));
            g.setGlobalAlpha(matches ? 0.85 : 0.3);
            g.fillRect(left, y + 4, Math.max(2, right - left), row() - 8);
            g.setGlobalAlpha(1);
            length(g, span, left, right, y);
        }
        critical(g, rows.index(row), y);
        records(g, records.getOrDefault(rows.index(row), List.of()), y);
        // Names come last: a span that began before the stretch looked at must not run over them.
        g.setFill(theme.background);
        g.fillRect(0, y, names() - MARK, row());
        cursor(g, y, names() - MARK, chosen, focused);
        name(g, row, span, matches, y + row() / 2);
    }

    private void cursor(GraphicsContext g, double y, double width, boolean chosen, boolean focused) {
        if (chosen) {
            g.setGlobalAlpha(focused ? 0.35 : 0.2);
            g.setFill(theme.accent);
            g.fillRect(0, y, width, row());
            g.setGlobalAlpha(1);
        }
    }

    private void name(GraphicsContext g, int row, SpanNode span, boolean matches, double middle) {
        double indent = letters.of(6 + Math.min(DEEPEST, span.depth()) * INDENT);
        boolean closed = rows.isCollapsed(row);
        g.setFill(theme.muted);
        g.fillText(rows.times(row) > 1 ? "▸" : span.children() == 0 ? "·" : closed ? "▸" : "▾", indent, middle);
        if (span.failed()) {
            g.setFill(theme.severity(Severity.ERROR));
            g.fillText("●", indent + letters.of(10), middle);
        }
        g.setFill(rows.isWanted(span) ? theme.mark : matches ? theme.text : theme.muted);
        int times = rows.times(row);
        String label = (times == 1 ? "" : "×" + times + ", " + TimeText.duration(rows.together(row)) + " in all · ")
                + (span.problems().isEmpty() ? "" : "⚠ ")
                + (span.service() == null ? "" : span.service() + " · ")
                + (span.name() == null ? "" : span.name())
                + (closed ? "  +" + span.children() : "");
        int most = (int) Math.max(4, (names() - indent - letters.of(28)) / letters.of(LETTER));
        g.fillText(
                SafeText.line(label.length() > most ? label.substring(0, most - 1) + "…" : label),
                indent + letters.of(22),
                middle);
    }

    /** Behind the bar where there is room, else inside of it, else before it. */
    private void length(GraphicsContext g, SpanNode span, double left, double right, double y) {
        boolean behind = right + letters.of(70) < canvas.getWidth();
        boolean inside = !behind && right - left > letters.of(90);
        g.setFill(inside ? theme.background : theme.text);
        double x = behind ? right + 8 : inside ? left + 6 : Math.max(names() + 2, left - letters.of(70));
        g.fillText(TimeText.duration(span.duration()), x, y + row() / 2);
    }

    /** What the root waited for, as a line along the bar; stretches that share a pixel are drawn once. */
    private void critical(GraphicsContext g, int span, double y) {
        g.setFill(theme.text);
        double[] reached = {names()};
        critical.of(span, (from, to) -> {
            double left = Math.max(reached[0], x(from));
            double right = Math.min(canvas.getWidth(), x(to));
            if (right > left) {
                double end = Math.max(left + 1, right);
                g.fillRect(left, y + row() - 5, end - left, 2);
                reached[0] = end;
            }
        });
    }

    /** Logs as dots, snapshots as rings; of those that would cover each other the worst. */
    private void records(GraphicsContext g, List<TraceRecords.Entry> entries, double y) {
        for (int i = 0; i < entries.size(); ) {
            TraceRecords.Entry worst = entries.get(i);
            double x = x(worst.time());
            int next = i + 1;
            while (next < entries.size() && x(entries.get(next).time()) - x < MARK) {
                TraceRecords.Entry other = entries.get(next++);
                worst = weight(other) > weight(worst) ? other : worst;
            }
            i = next;
            if (x >= names() - MARK && x <= canvas.getWidth()) {
                mark(g, worst, x, y + 4);
            }
        }
    }

    private static int weight(TraceRecords.Entry entry) {
        return entry.kind() == Kind.SNAPSHOT
                ? Integer.MAX_VALUE
                : entry.severity().number();
    }

    private void mark(GraphicsContext g, TraceRecords.Entry entry, double x, double y) {
        boolean snapshot = entry.kind() == Kind.SNAPSHOT;
        Color color = snapshot ? theme.mark : theme.severity(entry.severity());
        double size = snapshot ? 9 : entry.severity().number() >= Severity.WARN.number() ? 7 : 4;
        g.setFill(theme.background);
        g.fillOval(x - size / 2 - 1, y - size / 2 - 1, size + 2, size + 2);
        if (snapshot) {
            g.setStroke(color);
            g.setLineWidth(2);
            g.strokeOval(x - size / 2, y - size / 2, size, size);
            g.setLineWidth(1);
        } else {
            g.setFill(color);
            g.fillOval(x - size / 2, y - size / 2, size, size);
        }
    }

    private void axis(GraphicsContext g) {
        g.setFill(theme.background);
        g.fillRect(0, 0, canvas.getWidth(), axis());
        g.setFill(theme.muted);
        int ticks = (int) Math.clamp((canvas.getWidth() - names()) / letters.of(TICK), 1, 5);
        for (int i = 0; i <= ticks; i++) {
            long time = scale.from() + (scale.to() - scale.from()) / ticks * i;
            g.setTextAlign(i == 0 ? TextAlignment.LEFT : i == ticks ? TextAlignment.RIGHT : TextAlignment.CENTER);
            String text = (time < scale.start() ? "−" : "") + TimeText.duration(Math.abs(time - scale.start()));
            g.fillText(text, names() + (canvas.getWidth() - names()) * i / ticks, axis() / 2);
        }
        g.setTextAlign(TextAlignment.LEFT);
    }
}
