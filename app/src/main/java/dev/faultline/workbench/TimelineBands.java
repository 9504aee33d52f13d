package dev.faultline.workbench;

import dev.faultline.analysis.interval.NotedMoment;
import dev.faultline.analysis.interval.PairedEvents;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** What stands on the timeline beside its bars: intervals, and what a person noted, outlined because it is no evidence. */
final class TimelineBands {
    private static final double HIGH = 7;
    private static final double LETTER = 7;

    private final Runnable changed;
    private List<NotedMoment> noted = List.of();
    private List<PairedEvents.Pair> pairs = List.of();

    TimelineBands(Runnable changed) {
        this.changed = changed;
    }

    void noted(List<NotedMoment> next) {
        noted = List.copyOf(next);
        changed.run();
    }

    void pairs(List<PairedEvents.Pair> next) {
        pairs = List.copyOf(next);
        changed.run();
    }

    /** Draws them between {@code left} and {@code right}; {@code x} says where a time is. */
    void draw(
            GraphicsContext g,
            CanvasLetters letters,
            Theme theme,
            LongToDoubleFunction x,
            double left,
            double right,
            double bottom) {
        g.setFont(letters.plain(10));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.BOTTOM);
        double y = bottom - HIGH - 2;
        g.setFill(theme.accent);
        g.setGlobalAlpha(0.6);
        for (PairedEvents.Pair pair : pairs) {
            bar(g, x, pair.from(), pair.to(), left, right, y, true);
        }
        g.setGlobalAlpha(1);
        if (!pairs.isEmpty()) {
            label(
                    g,
                    letters,
                    theme,
                    x,
                    pairs.getFirst().from(),
                    pairs.getFirst().length(),
                    left,
                    right,
                    y);
        }
        y -= HIGH + letters.of(12);
        g.setStroke(theme.mark);
        for (NotedMoment moment : noted) {
            g.setFill(theme.mark);
            double at = x.applyAsDouble(moment.time());
            if (moment.isStretch()) {
                bar(g, x, moment.time(), moment.end(), left, right, y, false);
                label(g, letters, theme, x, moment.time(), moment.end() - moment.time(), left, right, y);
            } else if (at >= left && at <= right) {
                g.setFont(letters.plain(13));
                g.fillText("✎", Math.min(at, right - letters.of(12)), y + HIGH + 4);
                g.setFont(letters.plain(10));
            }
        }
    }

    private static void bar(
            GraphicsContext g,
            LongToDoubleFunction x,
            long from,
            long to,
            double left,
            double right,
            double y,
            boolean filled) {
        double start = Math.max(left, x.applyAsDouble(from));
        double end = Math.min(right, x.applyAsDouble(to));
        if (end < left || start > right) {
            return;
        }
        if (filled) {
            g.fillRect(start, y, Math.max(2, end - start), HIGH);
        } else {
            g.strokeRect(start + 0.5, y + 0.5, Math.max(2, end - start), HIGH - 1);
        }
    }

    /** How long it took, in words, where there is room. */
    private static void label(
            GraphicsContext g,
            CanvasLetters letters,
            Theme theme,
            LongToDoubleFunction x,
            long from,
            long length,
            double left,
            double right,
            double y) {
        String words = TimeText.duration(length);
        double at = Math.max(left, x.applyAsDouble(from));
        if (at + words.length() * letters.of(LETTER) < right && x.applyAsDouble(from + length) >= left) {
            g.setFill(theme.text);
            g.fillText(words, at, y);
        }
    }

    /** For who does not see them. */
    String words() {
        return (noted.isEmpty() ? "" : Words.of("timeline.noted", noted.size()))
                + (pairs.isEmpty() ? "" : Words.of("timeline.intervals", pairs.size()));
    }
}
