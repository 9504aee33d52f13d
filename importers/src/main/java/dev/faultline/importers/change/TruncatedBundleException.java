package dev.faultline.importers.change;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A bundle whose pack is cut off or damaged. */
final class TruncatedBundleException extends IOException {
    private static final long serialVersionUID = 1L;

    TruncatedBundleException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
