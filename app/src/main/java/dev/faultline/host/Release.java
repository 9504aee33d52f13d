package dev.faultline.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which Faultline this is, as the build wrote it down. */
public final class Release {
    private Release() {}

    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = Release.class.getResourceAsStream("/dev/faultline/cli/version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException unreadable) {
            return "unknown (" + unreadable.getMessage() + ")";
        }
        return properties.getProperty("version", "unknown");
    }
}
