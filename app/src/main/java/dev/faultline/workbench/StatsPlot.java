package dev.faultline.workbench;

import dev.faultline.analysis.compare.Wilson;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/** Shares with their 95 % intervals on one scale, each with its denominator beside it. */
final class StatsPlot extends Canvas {
    private static final double ROW = 26;
    private static final double LEFT = 110;
    private static final double WIDTH = 380;
    private static final double RIGHT = 250;

    /** A share by the name of what it is of. */
    record Bar(String name, Wilson share) {
        String words() {
            return share.all() == 0
                    ? Words.of("stats.no-denominator")
                    : Words.of(
                            "stats.share",
                            share.hits(),
                            share.all(),
                            Words.number(100 * share.share(), 1),
                            Words.number(100 * share.from(), 1),
                            Words.number(100 * share.to(), 1));
        }
    }

    StatsPlot(String title, List<Bar> bars, Theme theme) {
        super(LEFT + WIDTH + RIGHT, ROW * bars.size() + ROW);
        setFocusTraversable(true);
        StringBuilder text = new StringBuilder(title);
        bars.forEach(bar -> text.append("; ").append(bar.name()).append(": ").append(bar.words()));
        setAccessibleText(text.toString());
        GraphicsContext g = getGraphicsContext2D();
        for (int i = 0; i < bars.size(); i++) {
            draw(g, bars.get(i), i * ROW, theme);
        }
        g.setFill(theme.muted);
        for (int percent = 0; percent <= 100; percent += 25) {
            g.fillText(percent + " %", LEFT + WIDTH * percent / 100 - 10, ROW * bars.size() + 16);
        }
    }

    private static void draw(GraphicsContext g, Bar bar, double y, Theme theme) {
        double middle = y + ROW / 2;
        g.setFill(theme.text);
        g.fillText(bar.name(), 0, middle + 4);
        g.fillText(bar.words(), LEFT + WIDTH + 12, middle + 4, RIGHT - 12);
        g.setStroke(theme.line);
        g.strokeLine(LEFT, middle, LEFT + WIDTH, middle);
        if (bar.share().all() > 0) {
            double from = LEFT + WIDTH * bar.share().from();
            double to = LEFT + WIDTH * bar.share().to();
            g.setStroke(theme.accent);
            g.setLineWidth(2);
            g.strokeLine(from, middle, to, middle);
            g.strokeLine(from, middle - 5, from, middle + 5);
            g.strokeLine(to, middle - 5, to, middle + 5);
            g.setLineWidth(1);
            g.setFill(theme.accent);
            g.fillOval(LEFT + WIDTH * bar.share().share() - 4, middle - 4, 8, 8);
        }
    }
}
