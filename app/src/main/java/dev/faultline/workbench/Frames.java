package dev.faultline.workbench;

import dev.faultline.analysis.trace.TraceSummary;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;

/**
 * Says how long the traces of a case take to their first picture, and how many frames a second there are while they are
 * scrolled: {@code Frames CASE}, in a window of the real size. The longest trace is the one that is opened.
 */
public final class Frames {
    private static final int SCROLLED = 240;

    private final MainWindow window;

    private Frames(MainWindow window) {
        this.window = window;
    }

    /** Takes the case. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("faultline-frames");
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        MainWindow[] window = new MainWindow[1];
        Screenshots.onUi(() -> {
            Stage stage = new Stage();
            window[0] = new MainWindow(
                    Theme.DARK,
                    new Choosers.Dialogs(),
                    new Settings(folder.resolve("settings")),
                    folder.resolve("new"));
            stage.setScene(window[0].scene());
            stage.show();
            window[0].open(Path.of(arguments[0]));
        });
        Screenshots.await(() -> window[0].model() != null
                && Objects.requireNonNull(window[0].model()).found().get() != null);
        new Frames(window[0]).run();
        Screenshots.onUi(() -> {
            try {
                window[0].close();
            } catch (java.io.IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        });
        Platform.exit();
    }

    private void run() throws Exception {
        scroll("list of events", "#events");
        first(
                "list of traces",
                () -> ((ToggleButton) window.scene().lookup("#tab-traces")).fire(),
                () -> !traces().getItems().isEmpty());
        scroll("list of traces", "#trace-table .virtual-flow");
        TraceSummary longest = traces().getItems().stream()
                .max(Comparator.comparingInt(TraceSummary::spans))
                .orElseThrow();
        Screenshots.onUi(() -> traces().getSelectionModel().clearSelection());
        first(
                "waterfall of " + longest.spans() + " spans",
                () -> traces().getSelectionModel()
                        .clearAndSelect(traces().getItems().indexOf(longest)),
                () -> ((WaterfallView) window.scene().lookup("#waterfall")).spans() == longest.spans());
        scroll("waterfall", "#waterfall");
        first("flame graph", () -> tab("#trace-tab-flame"), () -> flame().table() != null);
        scroll("flame graph", "#trace-flame");
        first("statistics", () -> tab("#trace-tab-statistics"), () -> true);
        first("logs", () -> tab("#trace-tab-logs"), () -> true);
    }

    @SuppressWarnings("unchecked")
    private TableView<TraceSummary> traces() {
        return (TableView<TraceSummary>) window.scene().lookup("#trace-table");
    }

    private FlameView flame() {
        return (FlameView) window.scene().lookup("#trace-flame");
    }

    private void tab(String id) {
        TabPane tabs = (TabPane) window.scene().lookup("#trace-tabs");
        tabs.getTabs().stream().filter(each -> ("#" + each.getId()).equals(id)).forEach(each -> tabs.getSelectionModel()
                .select(each));
    }

    /** Processor time of the calling thread, which is the window's: on a busy machine that says more than a clock. */
    private static long worked() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** From an action to the second frame after there is something to show: by then the first is on screen. */
    private void first(String name, Runnable action, BooleanSupplier there) throws InterruptedException {
        long[] began = new long[2];
        Screenshots.onUi(() -> {
            began[0] = System.nanoTime();
            began[1] = worked();
            action.run();
        });
        CountDownLatch painted = new CountDownLatch(1);
        long[] longest = new long[1];
        Screenshots.onUi(() -> new AnimationTimer() {
            private int frames;
            private long before = began[0];

            @Override
            public void handle(long ignored) {
                long now = System.nanoTime();
                longest[0] = Math.max(longest[0], now - before);
                before = now;
                if (there.getAsBoolean() && ++frames == 3) {
                    stop();
                    System.out.println(String.format(
                            Locale.ROOT,
                            "%-28s first picture %,.0f ms, of which the window's thread worked %,.0f; it stood still for %,.0f",
                            name,
                            (now - began[0]) / 1e6,
                            (worked() - began[1]) / 1e6,
                            longest[0] / 1e6));
                    painted.countDown();
                }
                Platform.requestNextPulse();
            }
        }.start());
        painted.await();
    }

    /** Turns the wheel once a frame, down and up again. */
    private void scroll(String name, String id) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        long[] took = new long[SCROLLED];
        long[] work = new long[2];
        Screenshots.onUi(() -> new AnimationTimer() {
            private int frames;
            private long before = System.nanoTime();

            @Override
            public void handle(long ignored) {
                long now = System.nanoTime();
                work[frames == 0 ? 0 : 1] = worked();
                took[frames] = now - before;
                before = now;
                wheel(window.scene().lookup(id), frames < SCROLLED / 2 ? -40 : 40);
                if (++frames == SCROLLED) {
                    stop();
                    done.countDown();
                }
            }
        }.start());
        done.await();
        Arrays.sort(took);
        System.out.println(String.format(
                Locale.ROOT,
                "%-28s scrolled: a frame is %.1f ms of work; by the clock one takes %.1f ms, of a hundred the slowest %.1f,"
                        + " of all %.1f",
                name,
                (work[1] - work[0]) / 1e6 / (SCROLLED - 1),
                took[SCROLLED / 2] / 1e6,
                took[SCROLLED * 99 / 100] / 1e6,
                took[SCROLLED - 1] / 1e6));
    }

    private static void wheel(Node node, double delta) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        double x = bounds.getCenterX();
        double y = bounds.getCenterY();
        node.fireEvent(new ScrollEvent(
                ScrollEvent.SCROLL,
                x,
                y,
                x,
                y,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                delta,
                0,
                delta,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null));
    }
}
