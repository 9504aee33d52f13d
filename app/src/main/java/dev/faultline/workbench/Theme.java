package dev.faultline.workbench;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.faultline.model.Severity;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.paint.Color;

/** All colours of the window. The severities keep 4.5:1 against background and raised parts, and apart under colour blindness. */
@SuppressWarnings("ImmutableEnumChecker") // colours of JavaFX are immutable, they only do not say so
enum Theme {
    DARK(
            "#0d1117", "#e6edf3", "#8b949e", "#30363d", "#1f6feb", "#161b22", "#f1c3e8", "#dc5752", "#f6b012",
            "#4e95cf", "#7b848e", "#c049f6", "#50eca0"),
    LIGHT(
            "#ffffff", "#1f2328", "#57606a", "#d0d7de", "#0969da", "#f6f8fa", "#ae08a9", "#601708", "#926a10",
            "#1063fc", "#69727c", "#390b5e", "#0b7f4b");

    final Color background;
    final Color text;
    final Color muted;
    final Color line;
    final Color accent;
    final Color raised;
    final Color change;
    final Color mark;
    private final Color fatal;
    private final Color error;
    private final Color warn;
    private final Color info;
    private final Color debug;

    /** As a person chooses it. */
    @Override
    public String toString() {
        return Words.of(this == DARK ? "theme.dark" : "theme.light");
    }

    Theme(
            String background,
            String text,
            String muted,
            String line,
            String accent,
            String raised,
            String fatal,
            String error,
            String warn,
            String info,
            String debug,
            String change,
            String mark) {
        this.background = Color.web(background);
        this.text = Color.web(text);
        this.muted = Color.web(muted);
        this.line = Color.web(line);
        this.accent = Color.web(accent);
        this.raised = Color.web(raised);
        this.fatal = Color.web(fatal);
        this.error = Color.web(error);
        this.warn = Color.web(warn);
        this.info = Color.web(info);
        this.debug = Color.web(debug);
        this.change = Color.web(change);
        this.mark = Color.web(mark);
    }

    Color severity(Severity severity) {
        return switch (severity) {
            case FATAL -> fatal;
            case ERROR -> error;
            case WARN -> warn;
            case INFO -> info;
            case DEBUG, TRACE, UNSPECIFIED -> debug;
        };
    }

    /** A shape and a letter, so that nothing depends on colour alone. */
    static String sign(Severity severity) {
        return switch (severity) {
            case FATAL -> "◆F";
            case ERROR -> "●E";
            case WARN -> "▲W";
            case INFO -> "○I";
            case DEBUG -> "·D";
            case TRACE -> "·T";
            case UNSPECIFIED -> "  ";
        };
    }

    void apply(Scene scene) {
        // In JavaFX's binary form, which is read in a tenth of the time.
        Application.setUserAgentStylesheet(
                this == DARK
                        ? new PrimerDark().getUserAgentStylesheetBSS()
                        : new PrimerLight().getUserAgentStylesheetBSS());
        scene.setFill(background);
    }

    Theme other() {
        return this == DARK ? LIGHT : DARK;
    }
}
