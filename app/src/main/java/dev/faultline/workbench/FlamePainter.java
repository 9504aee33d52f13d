package dev.faultline.workbench;

import dev.faultline.analysis.flame.FlameFrame;
import dev.faultline.analysis.flame.FlameTree;
import dev.faultline.model.Severity;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Lays out and draws a flame graph: only boxes that are on screen and wide enough to be seen. */
final class FlamePainter {
    private static final double ROW = 19;
    private static final double FONT = 11;
    private static final double LEAST = 0.7;
    private static final double LETTER = 6.8;

    private final Canvas canvas;
    private final CanvasLetters letters;
    private Theme theme;
    private @Nullable FlameTree tree;
    private int[] ends = {};
    private String wanted = "";

    FlamePainter(Canvas canvas, CanvasLetters letters, Theme theme) {
        this.canvas = canvas;
        this.letters = letters;
        this.theme = theme;
    }

    void theme(Theme next) {
        theme = next;
    }

    void search(String text) {
        wanted = text;
    }

    void show(@Nullable FlameTree next) {
        tree = next;
        List<FlameFrame> frames = frames();
        ends = new int[frames.size()];
        Arrays.setAll(ends, i -> i + 1);
        for (int i = ends.length - 1; i > 0; i--) {
            int parent = frames.get(i).parent();
            ends[parent] = Math.max(ends[parent], ends[i]);
        }
    }

    private List<FlameFrame> frames() {
        FlameTree now = tree;
        return now == null ? List.of() : now.frames();
    }

    /** The index behind the last box below this one. */
    int end(int box) {
        return ends[box];
    }

    private double row() {
        return letters.of(ROW);
    }

    int rows() {
        return (int) Math.max(1, canvas.getHeight() / row());
    }

    /** The heaviest box below; -1 for none. */
    int firstChild(int box) {
        return box + 1 < ends[box] ? box + 1 : -1;
    }

    /** The box beside this one, below the same; -1 for none. */
    int sibling(int box, boolean right) {
        List<FlameFrame> frames = frames();
        int parent = frames.get(box).parent();
        if (parent < 0) {
            return -1;
        }
        if (right) {
            return ends[box] < ends[parent] ? ends[box] : -1;
        }
        int before = -1;
        for (int i = parent + 1; i < box; i = ends[i]) {
            before = i;
        }
        return before;
    }

    private boolean matches(int box) {
        FlameTree now = tree;
        return now != null && !wanted.isEmpty() && now.matches(box, wanted);
    }

    /** The next box that holds what is searched for; -1 for none. */
    int nextMatch(int box, boolean forward) {
        for (int i = box + (forward ? 1 : -1); i >= 0 && i < ends.length; i += forward ? 1 : -1) {
            if (matches(i)) {
                return i;
            }
        }
        return -1;
    }

    private double left(int box, int focus) {
        FlameFrame frame = frames().get(box);
        FlameFrame whole = frames().get(focus);
        return (frame.before() - whole.before()) * canvas.getWidth() / Math.max(1, whole.total());
    }

    private double width(int box, int focus) {
        return frames().get(box).total()
                * canvas.getWidth()
                / Math.max(1, frames().get(focus).total());
    }

    /** The box at a place; -1 for none. */
    int at(double x, double y, int focus, int top) {
        int depth = top + (int) (y / row());
        List<FlameFrame> frames = frames();
        if (frames.isEmpty()) {
            return -1;
        }
        if (depth < frames.get(focus).depth()) {
            int above = focus;
            while (frames.get(above).depth() > depth) {
                above = frames.get(above).parent();
            }
            return above;
        }
        for (int i = focus; i < ends[focus]; ) {
            double left = left(i, focus);
            boolean inside = x >= left && x < left + width(i, focus);
            if (inside && frames.get(i).depth() == depth) {
                return i;
            }
            i = inside ? i + 1 : ends[i];
        }
        return -1;
    }

    void paint(int focus, int cursor, int top, boolean focused) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(theme.background);
        g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setFont(letters.monospaced(FONT));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        List<FlameFrame> frames = frames();
        if (frames.isEmpty()) {
            return;
        }
        for (int above = frames.get(focus).parent();
                above >= 0;
                above = frames.get(above).parent()) {
            box(g, above, 0, canvas.getWidth(), top, 0.4, above == cursor && focused);
        }
        int last = top + rows() + 1;
        for (int i = focus; i < ends[focus]; ) {
            double width = width(i, focus);
            int depth = frames.get(i).depth();
            boolean seen = width >= LEAST && depth <= last;
            if (seen && depth >= top) {
                box(g, i, left(i, focus), width, top, 0.9, i == cursor);
            }
            i = seen ? i + 1 : ends[i];
        }
    }

    private void box(
            GraphicsContext g, int index, double left, double width, int top, double strength, boolean chosen) {
        FlameFrame frame = frames().get(index);
        double y = (frame.depth() - top) * row();
        boolean found = matches(index);
        boolean pale = !wanted.isEmpty() && !found;
        g.setGlobalAlpha(pale ? 0.35 : strength);
        g.setFill(found ? theme.mark : ServiceColors.of(frame.group(), theme));
        g.fillRect(left, y, Math.max(1, width - 0.5), row() - 1);
        g.setGlobalAlpha(1);
        if (frame.failed() > 0) {
            g.setFill(theme.severity(Severity.ERROR));
            g.fillRect(left, y + row() - 4, Math.max(1, width - 0.5), 3);
        }
        if (chosen) {
            g.setStroke(theme.text);
            g.setLineWidth(2);
            g.strokeRect(left + 1, y + 1, Math.max(1, width - 2.5), row() - 3);
            g.setLineWidth(1);
        }
        label(g, frame, left, width, y, pale);
    }

    private void label(GraphicsContext g, FlameFrame frame, double left, double width, double y, boolean pale) {
        int most = (int) ((width - 6) / letters.of(LETTER));
        if (most >= 3) {
            FlameTree now = tree;
            boolean services = now != null && now.unit().equals("nanoseconds");
            String text = (frame.failed() > 0 ? "● " : "") + FlameWeights.label(frame, services);
            g.setFill(pale ? theme.muted : theme.background);
            g.fillText(text.length() > most ? text.substring(0, most - 1) + "…" : text, left + 3, y + row() / 2);
        }
    }
}
