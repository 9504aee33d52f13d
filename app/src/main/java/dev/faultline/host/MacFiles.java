package dev.faultline.host;

import java.awt.Desktop;
import java.io.File;

/** On macOS a double click comes as a message and not as an argument. To be asked before any window is made. */
public final class MacFiles {
    private MacFiles() {}

    public static void listen(Folders folders, OpenRequests requests) {
        // Elsewhere asking would load a second toolkit beside JavaFX, for nothing.
        if (folders.isMac() && Desktop.isDesktopSupported()) {
            Desktop desktop = Desktop.getDesktop();
            if (desktop.isSupported(Desktop.Action.APP_OPEN_FILE)) {
                desktop.setOpenFileHandler(event ->
                        requests.add(event.getFiles().stream().map(File::toPath).toList()));
            }
        }
    }
}
