package dev.faultline.host;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a user's things lie. Settings and cases follow the XDG base directories on every system, so that what is written
 * about them is true everywhere; logs and sockets go where each system keeps such things.
 *
 * @param environment the variables of the process
 * @param system the name that Java has for the operating system
 */
public record Folders(Map<String, String> environment, Path home, String system, Path temporary) {
    /** Those of the user who runs this process. */
    public static Folders ofThisUser() {
        return new Folders(
                System.getenv(),
                Path.of(System.getProperty("user.home", "")),
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("java.io.tmpdir", "")));
    }

    /** Settings, and the libraries of playbooks, templates and formats. */
    public Path settings() {
        return named("XDG_CONFIG_HOME").orElse(home.resolve(".config")).resolve("faultline");
    }

    /** Cases that nobody gave a place. */
    public Path cases() {
        return named("XDG_DATA_HOME")
                .orElse(home.resolve(".local").resolve("share"))
                .resolve("faultline")
                .resolve("cases");
    }

    /** What the program says about itself. */
    public Path logs() {
        if (isMac()) {
            return home.resolve("Library").resolve("Logs").resolve("Faultline");
        }
        if (isWindows()) {
            return localOnWindows().resolve("logs");
        }
        return named("XDG_STATE_HOME")
                .orElse(home.resolve(".local").resolve("state"))
                .resolve("faultline");
    }

    /** Sockets; for this user alone, gone with the session where the system does that. */
    public Path runtime() {
        if (isWindows()) {
            return localOnWindows().resolve("run");
        }
        return named("XDG_RUNTIME_DIR")
                .map(folder -> folder.resolve("faultline"))
                .orElse(temporary.resolve("faultline-" + home.getFileName()));
    }

    /** Tells the screens of one user apart: a window must open where it was asked for. */
    public String screen() {
        String screen = environment.getOrDefault("WAYLAND_DISPLAY", "") + environment.getOrDefault("DISPLAY", "");
        return Integer.toHexString(screen.hashCode());
    }

    public boolean isMac() {
        return system.toLowerCase(Locale.ROOT).startsWith("mac");
    }

    private boolean isWindows() {
        return system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private Path localOnWindows() {
        return named("LOCALAPPDATA")
                .orElse(home.resolve("AppData").resolve("Local"))
                .resolve("Faultline");
    }

    /** The specification says that a path which is not absolute is to be ignored. */
    private Optional<Path> named(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
