package dev.faultline.workbench;

import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/** A service has one colour wherever it is drawn; never that of an error. */
final class ServiceColors {
    private ServiceColors() {}

    static Color of(@Nullable String service, Theme theme) {
        int hash = service == null ? 0 : service.hashCode() * 0x9E3779B9;
        double hue = (hash >>> 16) % 300 + 40.0;
        return Color.hsb(hue % 360, 0.45, theme == Theme.DARK ? 0.75 : 0.6);
    }
}
