package dev.faultline.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Files that the system or a second start wants opened; kept until there is a window to open them in. */
public final class OpenRequests {
    private final List<List<Path>> waiting = new ArrayList<>();
    private @Nullable Consumer<List<Path>> window;

    public synchronized void add(List<Path> paths) {
        Consumer<List<Path>> receiver = window;
        if (receiver == null) {
            waiting.add(paths);
        } else {
            receiver.accept(paths);
        }
    }

    /** Gives what has waited, and from now on everything at once. */
    public synchronized void deliverTo(Consumer<List<Path>> receiver) {
        window = receiver;
        waiting.forEach(receiver);
        waiting.clear();
    }
}
