package dev.faultline.workbench;

import dev.faultline.analysis.trace.TraceSummary;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

/**
 * Measures, and asserts nothing: how long the longest trace of a case takes from the request to its first rows, and how long
 * a step of scrolling takes to draw and to be put into pixels. {@code WaterfallTimes CASE}, with a display.
 */
final class WaterfallTimes {
    private static final int STEPS = 300;
    private static final int ROUNDS = 5;

    private WaterfallTimes() {}

    public static void main(String[] arguments) throws Exception {
        Path open = Path.of(arguments[0]);
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Path kept = Files.createTempDirectory("faultline-times");
        MainWindow window = onUi(() -> show(kept));
        onUi(() -> {
            window.open(open);
            return true;
        });
        await(() -> window.model() != null
                && Objects.requireNonNull(window.model()).found().get() != null);
        Scene scene = window.scene();
        onUi(() -> {
            Event.fireEvent(
                    Objects.requireNonNull(scene.getFocusOwner()),
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DIGIT2, false, true, false, false));
            return true;
        });
        await(() -> scene.lookup("#trace-table") instanceof TableView<?> table
                && !table.getItems().isEmpty());
        TraceTabs tabs = (TraceTabs) Objects.requireNonNull(scene.lookup("#trace-tabs"));
        @SuppressWarnings("unchecked")
        TableView<TraceSummary> table = (TableView<TraceSummary>) Objects.requireNonNull(scene.lookup("#trace-table"));
        TraceSummary longest = table.getItems().stream()
                .max(java.util.Comparator.comparingLong(TraceSummary::spans))
                .orElseThrow();
        System.out.printf(Locale.ROOT, "%s: %,d spans%n", longest.traceId(), longest.spans());
        for (int round = 0; round < ROUNDS; round++) {
            long work = processor();
            long took = opened(scene, tabs, longest);
            System.out.printf(
                    Locale.ROOT,
                    "request to first rows: %.0f ms, %.0f ms of processor time%n",
                    took / 1e6,
                    (processor() - work) / 1e6);
        }
        scroll(tabs.waterfall());
        onUi(() -> {
            window.close();
            return true;
        });
        Platform.exit();
    }

    private static MainWindow show(Path kept) {
        MainWindow window = new MainWindow(
                Theme.DARK, new Choosers.Dialogs(), new Settings(kept.resolve("settings.properties")), kept);
        Stage stage = new Stage();
        stage.setScene(window.scene());
        stage.setWidth(1600);
        stage.setHeight(1000);
        stage.show();
        return window;
    }

    /** Until the first pulse behind the one in which the rows were drawn. */
    private static long opened(Scene scene, TraceTabs tabs, TraceSummary trace) throws Exception {
        onUi(() -> {
            tabs.show(null);
            return true;
        });
        CountDownLatch painted = new CountDownLatch(1);
        Runnable pulse = () -> {
            if (tabs.waterfall().table() != null) {
                painted.countDown();
            }
        };
        long begun = System.nanoTime();
        onUi(() -> {
            scene.addPostLayoutPulseListener(pulse);
            tabs.show(trace.traceId());
            return true;
        });
        while (!painted.await(2, TimeUnit.MILLISECONDS)) {
            Platform.runLater(Platform::requestNextPulse);
        }
        long took = System.nanoTime() - begun;
        onUi(() -> {
            scene.removePostLayoutPulseListener(pulse);
            return true;
        });
        return took;
    }

    private static void scroll(WaterfallView waterfall) throws Exception {
        onUi(() -> {
            Event.fireEvent(waterfall, key(KeyCode.CLOSE_BRACKET));
            return true;
        });
        long[] drawn = new long[STEPS];
        long[] pixels = new long[STEPS];
        WritableImage[] image = {null};
        long work = processor();
        for (int i = 0; i < STEPS; i++) {
            int step = i;
            onUi(() -> {
                long begun = System.nanoTime();
                Event.fireEvent(waterfall, key(KeyCode.PAGE_DOWN));
                drawn[step] = System.nanoTime() - begun;
                image[0] = waterfall.snapshot(null, image[0]);
                pixels[step] = System.nanoTime() - begun;
                return true;
            });
        }
        System.out.printf(
                Locale.ROOT, "a step with its pixels: %.1f ms of processor time%n", (processor() - work) / 1e6 / STEPS);
        say("a step of scrolling, drawn by the UI thread", drawn);
        say("the same until it is pixels", pixels);
    }

    /** On a busy machine only this can be compared. */
    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static KeyEvent key(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    }

    private static void say(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.1f ms, 95 of 100 under %.1f ms, longest %.1f ms%n",
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 95 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6);
    }

    private static <T> T onUi(java.util.concurrent.Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }

    private static void await(BooleanSupplier ready) throws Exception {
        while (!onUi(ready::getAsBoolean)) {
            Thread.sleep(20);
        }
    }
}
