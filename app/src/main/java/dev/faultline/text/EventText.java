package dev.faultline.text;

import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.model.Timestamps;
import java.util.Locale;

/** An event on one line for a person. */
public final class EventText {
    private EventText() {}

    public static String line(Event event) {
        StringBuilder line = new StringBuilder(160);
        line.append(event.hasTime() ? Timestamps.format(event.time()) : "no time                       ");
        line.append(' ').append(event.severity().letter());
        line.append(' ').append(String.format("%-8s", event.kind().label()));
        line.append(String.format("%-14s ", SafeText.line(event.service() == null ? "-" : event.service())));
        if (event.name() != null) {
            line.append(SafeText.line(event.name())).append(event.message().isEmpty() ? "" : " · ");
        }
        line.append(SafeText.line(event.message()));
        if (event.kind() == Kind.SPAN && event.duration() >= 0) {
            line.append(String.format(Locale.ROOT, " (%.3f ms)", event.duration() / 1e6));
        }
        if (event.exception() != null && !event.exception().type().isEmpty()) {
            line.append(" [").append(SafeText.line(event.exception().type())).append(']');
        }
        return line.append("  #").append(event.id()).toString();
    }
}
