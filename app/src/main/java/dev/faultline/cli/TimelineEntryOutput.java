package dev.faultline.cli;

import dev.faultline.analysis.interval.NotedMoment;
import dev.faultline.analysis.moment.CaseTimeline;
import dev.faultline.analysis.moment.Moment;
import dev.faultline.model.Annotation;
import dev.faultline.model.Event;
import dev.faultline.model.Severity;
import dev.faultline.model.Timestamps;
import dev.faultline.text.SafeText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One entry of the timeline as a line of text and as JSON; what a person said names who. */
final class TimelineEntryOutput {
    private static final char SAID = '✎';

    private TimelineEntryOutput() {}

    static String line(CaseTimeline.Entry entry) {
        return switch (entry) {
            case CaseTimeline.Shown shown -> line(shown.moment());
            case CaseTimeline.Noted noted -> line(noted.noted());
            case CaseTimeline.Pinned pinned -> line(pinned.event(), pinned.pin());
        };
    }

    private static String line(Moment moment) {
        return line(
                moment.approximate() ? '~' : ' ',
                moment.time(),
                moment.type().label(),
                moment.severity(),
                moment.service(),
                moment.sentence(),
                "#" + moment.event());
    }

    private static String line(NotedMoment noted) {
        String until = noted.isStretch() ? " (until " + Timestamps.format(noted.end()) + ")" : "";
        return line(SAID, noted.time(), "noted", noted.severity(), null, noted.text() + until, by(noted.author()));
    }

    private static String line(Event event, Annotation.Pin pin) {
        return line(
                SAID,
                event.time(),
                "pin",
                event.severity(),
                event.service(),
                text(event, pin),
                "#" + event.id() + " " + by(pin.entry().author()));
    }

    private static String by(String author) {
        return "by " + SafeText.line(author);
    }

    private static String line(
            char sign, long time, String type, Severity severity, @Nullable String service, String text, String proof) {
        return String.format(
                Locale.ROOT,
                "%s%s %-13s %c %-14s %s  %s",
                sign,
                Timestamps.format(time),
                type,
                severity.letter(),
                SafeText.line(service == null ? "-" : service),
                SafeText.line(text),
                proof);
    }

    /** What was said of it, or what it says itself. */
    private static String text(Event event, Annotation.Pin pin) {
        String said = pin.entry().text();
        String name = event.name() == null ? "" : event.name();
        String own = event.message().isEmpty()
                ? name
                : event.message().lines().findFirst().orElse("");
        return said.isBlank() ? own : said;
    }

    static void write(JsonGenerator json, CaseTimeline.Entry entry) {
        switch (entry) {
            case CaseTimeline.Shown shown -> write(json, shown.moment());
            case CaseTimeline.Noted noted -> write(json, noted.noted());
            case CaseTimeline.Pinned pinned -> write(json, pinned.event(), pinned.pin());
        }
    }

    private static void write(JsonGenerator json, Moment moment) {
        head(json, moment.time(), moment.type().label(), moment.approximate());
        about(json, moment.service(), moment.severity(), moment.count(), moment.sentence());
        json.writeStringProperty("event", moment.event().toString());
    }

    private static void write(JsonGenerator json, NotedMoment noted) {
        head(json, noted.time(), "noted", false);
        if (noted.isStretch()) {
            json.writeStringProperty("end", Timestamps.format(noted.end()));
        }
        about(json, null, noted.severity(), 1, noted.text());
        json.writeStringProperty("author", noted.author());
        json.writeNumberProperty("note", noted.note());
    }

    private static void write(JsonGenerator json, Event event, Annotation.Pin pin) {
        head(json, event.time(), "pin", false);
        about(json, event.service(), event.severity(), 1, text(event, pin));
        json.writeStringProperty("author", pin.entry().author());
        json.writeNumberProperty("pin", pin.entry().id());
        json.writeStringProperty("event", event.id().toString());
    }

    private static void head(JsonGenerator json, long time, String type, boolean approximate) {
        json.writeStringProperty("time", Timestamps.format(time));
        json.writeStringProperty("type", type);
        json.writeBooleanProperty("approximate", approximate);
    }

    private static void about(
            JsonGenerator json, @Nullable String service, Severity severity, long count, String text) {
        if (service != null) {
            json.writeStringProperty("service", service);
        }
        if (severity != Severity.UNSPECIFIED) {
            json.writeStringProperty("severity", severity.label());
        }
        json.writeNumberProperty("count", count);
        json.writeStringProperty("text", text);
    }
}
