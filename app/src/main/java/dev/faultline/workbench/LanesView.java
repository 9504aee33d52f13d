package dev.faultline.workbench;

import dev.faultline.query.Lanes;
import dev.faultline.text.SafeText;
import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * A lane for each of the busiest services, kinds or sources, on the axis of the timeline above: how much of it when, and
 * where its errors are. A click on a name filters for it, with Shift out.
 */
final class LanesView extends Pane {
    /** About the width of a digit, pixels. */
    private static final double DIGIT = 6.5;

    private static final double LANE = 15;
    private static final double LEAST = 0.15;

    private final CaseModel model;
    private final Canvas canvas = new Canvas();
    private final CanvasLetters letters;
    private Theme theme;

    LanesView(CaseModel model, Theme theme) {
        this.model = model;
        this.theme = theme;
        setId("lanes");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().add(canvas);
        letters = new CanvasLetters(this, this::show);
        model.found().addListener((property, before, now) -> show());
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        show();
    }

    void theme(Theme next) {
        theme = next;
        draw();
    }

    private double gutter() {
        return TimelineView.gutter(letters);
    }

    private double lane() {
        return letters.of(LANE);
    }

    private @Nullable Lanes lanes() {
        CaseModel.Found found = model.found().get();
        return found == null ? null : found.lanes();
    }

    private void show() {
        Lanes lanes = lanes();
        int count = lanes == null ? 0 : lanes.lanes().size() + (lanes.others() > 0 ? 1 : 0);
        // A single lane says nothing that the timeline does not.
        double height = count < 2 || !letters.isRoomy() ? 0 : count * lane() + 2;
        letters.high(height);
        draw();
    }

    private void click(MouseEvent event) {
        Lanes lanes = lanes();
        int index = (int) (event.getY() / lane());
        if (lanes != null && event.getX() < gutter() && index < lanes.lanes().size()) {
            String value = lanes.lanes().get(index).value();
            if (!value.isEmpty()) {
                String field = lanes.field().name().toLowerCase(Locale.ROOT);
                model.look(model.state().get().toggled(new ViewState.Filter(field, value, event.isShiftDown())));
            }
        }
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        g.setFill(theme.background);
        g.fillRect(0, 0, width, canvas.getHeight());
        Lanes lanes = lanes();
        if (lanes == null || width < 2 || !isVisible()) {
            return;
        }
        g.setFont(letters.plain(11));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        StringBuilder spoken = new StringBuilder(Words.of("lanes.spoken")).append(' ');
        List<Lanes.Lane> all = lanes.lanes();
        for (int i = 0; i < all.size(); i++) {
            lane(g, all.get(i), i * lane(), width);
            spoken.append(name(lanes, all.get(i)))
                    .append(' ')
                    .append(all.get(i).total())
                    .append(", ");
        }
        for (int i = 0; i < all.size(); i++) {
            label(g, name(lanes, all.get(i)), all.get(i).total(), i * lane());
        }
        if (lanes.others() > 0) {
            g.setFill(theme.muted);
            g.fillText(Words.of("lanes.more", lanes.others()), 4, all.size() * lane() + lane() / 2);
        }
        setAccessibleText(spoken.toString());
    }

    private void lane(GraphicsContext g, Lanes.Lane lane, double y, double width) {
        int buckets = lane.buckets();
        double bar = (width - gutter()) / buckets;
        long highest = 1;
        for (int i = 0; i < buckets; i++) {
            highest = Math.max(highest, lane.count(i));
        }
        for (int i = 0; i < buckets; i++) {
            long count = lane.count(i);
            if (count > 0) {
                // Density as opacity; few events are still seen.
                g.setGlobalAlpha(LEAST + (1 - LEAST) * Math.log1p((double) count) / Math.log1p((double) highest));
                g.setFill(theme.accent);
                g.fillRect(gutter() + i * bar, y + 2, Math.max(1, bar - 0.5), lane() - 4);
                g.setGlobalAlpha(1);
            }
            if (lane.errors(i) > 0) {
                g.setFill(theme.severity(dev.faultline.model.Severity.ERROR));
                g.fillRect(gutter() + i * bar, y + lane() - 7, Math.max(2, bar - 0.5), 5);
            }
        }
    }

    private void label(GraphicsContext g, String name, long total, double y) {
        String count = Words.number(total);
        double countWidth = letters.of(Math.min(48, DIGIT * count.length()));
        g.setFill(theme.text);
        String brief = TextCanvas.fitting(name, g.getFont(), gutter() - 16 - countWidth);
        g.fillText(brief, 4, y + lane() / 2);
        g.setFill(theme.muted);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(count, gutter() - 6, y + lane() / 2, countWidth);
        g.setTextAlign(TextAlignment.LEFT);
    }

    private static String name(Lanes lanes, Lanes.Lane lane) {
        String value = SafeText.line(lane.value());
        if (value.isEmpty()) {
            return Words.of("lanes.without", lanes.field().name().toLowerCase(Locale.ROOT));
        }
        return lanes.field() == Lanes.Field.SOURCE ? value.substring(value.lastIndexOf('/') + 1) : value;
    }
}
