package dev.faultline.export;

import dev.faultline.model.Event;
import dev.faultline.redaction.Redaction;
import dev.faultline.redaction.Redactor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as they may leave: as they are, or redacted. */
public final class EventView {
    private final @Nullable Redactor redactor;
    private final @Nullable Redaction redaction;

    private EventView(@Nullable Redactor redactor) {
        this.redactor = redactor;
        this.redaction = redactor == null ? null : new Redaction(redactor);
    }

    public static EventView whole() {
        return new EventView(null);
    }

    public static EventView redacted(Redactor redactor) {
        return new EventView(redactor);
    }

    public boolean isRedacted() {
        return redactor != null;
    }

    public Event event(Event event) {
        return redaction == null ? event : redaction.event(event);
    }

    public String text(String text) {
        return redactor == null ? text : redactor.text(text);
    }

    /** A person's name. */
    public String person(String name) {
        return redactor == null || name.isEmpty() ? name : String.valueOf(redactor.person(name));
    }

    /** How often which rule took something. */
    public Map<String, Long> counts() {
        return redactor == null ? Map.of() : redactor.counts();
    }
}
