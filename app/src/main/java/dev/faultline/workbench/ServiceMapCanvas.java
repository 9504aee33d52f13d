package dev.faultline.workbench;

import dev.faultline.analysis.trace.ServiceMap;
import dev.faultline.model.Severity;
import dev.faultline.text.SafeText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Services in layers, callers at the left; a click on one (or Enter) filters for it, a click on a call chooses it. */
final class ServiceMapCanvas extends Pane {
    private static final double BOX_HEIGHT = 34;
    /** Room for the figures of a call between two boxes; where there is none, the table alone has them. */
    private static final double GAP = 86;

    private final Canvas canvas = new Canvas();
    private final CanvasLetters letters;
    private final Consumer<String> service;
    private final Consumer<ServiceMap.Call> call;
    private final Map<String, Point2D> places = new LinkedHashMap<>();
    private Theme theme;
    private @Nullable ServiceMap map;
    private ServiceMap.@Nullable Call chosen;
    private double box = 140;
    private boolean isLabelled;
    private int cursor;

    ServiceMapCanvas(Theme theme, Consumer<String> service, Consumer<ServiceMap.Call> call) {
        this.theme = theme;
        this.service = service;
        this.call = call;
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(0, 0);
        getChildren().add(canvas);
        letters = new CanvasLetters(this, this::layoutChildren);
        focusedProperty().addListener((property, before, now) -> draw());
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    void theme(Theme next) {
        theme = next;
        draw();
    }

    void show(ServiceMap next) {
        map = next;
        cursor = 0;
        chosen = null;
        place();
        draw();
    }

    void choose(ServiceMap.@Nullable Call next) {
        chosen = next;
        draw();
    }

    /** Layers are columns; within one, services stand where their callers do, as far as there is room. */
    private void place() {
        places.clear();
        ServiceMap now = map;
        if (now == null) {
            return;
        }
        int layers = now.services().stream()
                        .mapToInt(ServiceMap.Service::layer)
                        .max()
                        .orElse(0)
                + 1;
        double column = canvas.getWidth() / layers;
        box = Math.clamp(column - letters.of(GAP), letters.of(54), letters.of(170));
        isLabelled = column >= box + letters.of(GAP - 10);
        Map<Integer, List<ServiceMap.Service>> byLayer =
                now.services().stream().collect(Collectors.groupingBy(ServiceMap.Service::layer, Collectors.toList()));
        Map<String, Double> heights = new HashMap<>();
        for (int layer = 0; layer < layers; layer++) {
            List<ServiceMap.Service> services = byLayer.getOrDefault(layer, List.of()).stream()
                    .sorted(java.util.Comparator.comparingDouble(each -> callers(now, each.name(), heights)))
                    .toList();
            double step = canvas.getHeight() / Math.max(1, services.size());
            for (int i = 0; i < services.size(); i++) {
                double y = (i + 0.5) * step;
                heights.put(services.get(i).name(), y);
                places.put(services.get(i).name(), new Point2D(layer * column + 10, y));
            }
        }
    }

    private static double callers(ServiceMap map, String name, Map<String, Double> heights) {
        return map.calls().stream()
                .filter(each -> each.callee().equals(name))
                .mapToDouble(each -> heights.getOrDefault(each.caller(), 0.0))
                .average()
                .orElse(0);
    }

    private void click(MouseEvent event) {
        requestFocus();
        places.forEach((name, at) -> {
            boolean inside = event.getX() >= at.getX()
                    && event.getX() <= at.getX() + box
                    && Math.abs(event.getY() - at.getY()) <= letters.of(BOX_HEIGHT) / 2;
            if (inside) {
                service.accept(name);
            }
        });
        ServiceMap now = map;
        if (now != null) {
            now.calls().stream()
                    .filter(each -> middle(each).distance(event.getX(), event.getY()) < letters.of(22))
                    .findFirst()
                    .ifPresent(call);
        }
    }

    private void key(KeyEvent event) {
        List<String> names = List.copyOf(places.keySet());
        if (event.isShortcutDown() || event.isAltDown() || names.isEmpty()) {
            return;
        }
        if (event.getCode() == KeyCode.RIGHT || event.getCode() == KeyCode.DOWN) {
            cursor = Math.min(names.size() - 1, cursor + 1);
        } else if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.UP) {
            cursor = Math.max(0, cursor - 1);
        } else if (event.getCode() == KeyCode.HOME || event.getCode() == KeyCode.PAGE_UP) {
            cursor = 0;
        } else if (event.getCode() == KeyCode.END || event.getCode() == KeyCode.PAGE_DOWN) {
            cursor = names.size() - 1;
        } else if (event.getCode() == KeyCode.ENTER) {
            service.accept(names.get(cursor));
        } else {
            return;
        }
        draw();
        event.consume();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        place();
        draw();
    }

    private Point2D place(String name) {
        return places.getOrDefault(name, Point2D.ZERO);
    }

    private Point2D middle(ServiceMap.Call each) {
        Point2D from = place(each.caller()).add(box, 0);
        return from.midpoint(place(each.callee()));
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(theme.background);
        g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setFont(letters.plain(11.5));
        g.setTextBaseline(VPos.CENTER);
        ServiceMap now = map;
        if (now == null) {
            return;
        }
        now.calls().forEach(each -> line(g, each));
        now.services().forEach(each -> box(g, each));
        if (isLabelled) {
            now.calls().forEach(each -> label(g, each));
        }
        setAccessibleText(spoken(now));
    }

    private void line(GraphicsContext g, ServiceMap.Call each) {
        Point2D from = place(each.caller()).add(box, 0);
        Point2D to = place(each.callee());
        double bend = Math.max(30, Math.abs(to.getX() - from.getX()) / 2);
        g.setStroke(
                each.equals(chosen) ? theme.mark : each.errors() > 0 ? theme.severity(Severity.ERROR) : theme.muted);
        g.setLineWidth(Math.min(6, 1 + Math.log10((double) each.count())));
        g.beginPath();
        g.moveTo(from.getX(), from.getY());
        g.bezierCurveTo(from.getX() + bend, from.getY(), to.getX() - bend, to.getY(), to.getX(), to.getY());
        g.stroke();
        g.setLineWidth(1);
        g.setFill(g.getStroke());
        g.fillPolygon(
                new double[] {to.getX(), to.getX() - 7, to.getX() - 7},
                new double[] {to.getY(), to.getY() - 4, to.getY() + 4},
                3);
    }

    private void label(GraphicsContext g, ServiceMap.Call each) {
        Point2D at = middle(each);
        String errors = each.errors() > 0 ? Words.of("map.call-errors", each.errors()) : "";
        g.setTextAlign(TextAlignment.CENTER);
        g.setFill(theme.background);
        g.setGlobalAlpha(0.8);
        g.fillRect(at.getX() - letters.of(36), at.getY() - letters.of(16), letters.of(72), letters.of(31));
        g.setGlobalAlpha(1);
        g.setFill(each.errors() > 0 ? theme.severity(Severity.ERROR) : theme.text);
        g.fillText(Words.number(each.count()) + "×" + errors, at.getX(), at.getY() - letters.of(8));
        g.setFill(theme.muted);
        g.fillText("p95 " + TimeText.duration(each.p95()), at.getX(), at.getY() + letters.of(7));
    }

    private void box(GraphicsContext g, ServiceMap.Service each) {
        Point2D at = place(each.name());
        double top = at.getY() - letters.of(BOX_HEIGHT) / 2;
        boolean here = isFocused() && Objects.equals(nameAtCursor(), each.name());
        g.setFill(theme.raised);
        g.fillRoundRect(at.getX(), top, box, letters.of(BOX_HEIGHT), 8, 8);
        g.setFill(ServiceColors.of(each.name(), theme));
        g.fillRect(at.getX(), top + 4, 4, letters.of(BOX_HEIGHT) - 8);
        g.setStroke(here ? theme.accent : each.errors() > 0 ? theme.severity(Severity.ERROR) : theme.line);
        g.setLineWidth(here ? 2 : 1);
        g.strokeRoundRect(at.getX(), top, box, letters.of(BOX_HEIGHT), 8, 8);
        g.setLineWidth(1);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(theme.text);
        g.fillText(SafeText.line(each.name()), at.getX() + 9, at.getY() - letters.of(8), box - 14);
        g.setFill(theme.muted);
        String errors = each.errors() > 0 ? Words.of("map.failed", each.errors()) : "";
        g.fillText(Words.of("map.spans", each.spans(), errors), at.getX() + 9, at.getY() + letters.of(8), box - 14);
    }

    private @Nullable String nameAtCursor() {
        return places.keySet().stream().skip(cursor).findFirst().orElse(null);
    }

    private String spoken(ServiceMap now) {
        String here = nameAtCursor();
        return now.services().stream()
                .filter(each -> each.name().equals(here))
                .map(each -> Words.of("map.spoken", now.services().size(), each.name(), each.spans(), each.errors()))
                .findFirst()
                .orElse(Words.of("map.no-services"));
    }
}
