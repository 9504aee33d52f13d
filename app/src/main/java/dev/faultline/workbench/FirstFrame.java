package dev.faultline.workbench;

import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.scene.Scene;

/** Says once in the program's log that the first picture is there; bench/start holds its time against that of the start. */
final class FirstFrame implements Runnable {
    private static final Logger LOG = Logger.getLogger(FirstFrame.class.getName());

    private final Scene scene;
    private int pulses;

    private FirstFrame(Scene scene) {
        this.scene = scene;
    }

    /** To be called when the scene is about to be shown. */
    static void told(Scene scene) {
        scene.addPostLayoutPulseListener(new FirstFrame(scene));
    }

    /** The first pulse lays out and hands over what is to be drawn; the second begins when that is under way. */
    @Override
    public void run() {
        pulses++;
        if (pulses == 1) {
            Platform.requestNextPulse();
            return;
        }
        scene.removePostLayoutPulseListener(this);
        // For the log's file, not for the terminal from which the window was started.
        LOG.setLevel(Level.CONFIG);
        LOG.config("first frame");
    }
}
