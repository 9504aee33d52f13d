package dev.faultline.importers.windows;

import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import dev.faultline.store.EventDraft;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code Event} element of Windows says, however it was stored; see "Event Schema" of the Windows documentation.
 *
 * @param time nanoseconds since 1970 UTC; nothing where it has none
 * @param logger the provider
 * @param attributes {@code winlog.*} as other tools name them, and OpenTelemetry's where it has names
 */
public record WindowsEvent(
        Optional<Long> time,
        Severity severity,
        @Nullable String logger,
        @Nullable String thread,
        String name,
        String message,
        Map<String, String> attributes) {
    private static final int LONGEST = 4_000;
    private static final int MOST = 500;
    private static final long AUDIT_FAILURE = 0x10000000000000L;

    /** Reads an element; whatever is missing in it is missing in the event. */
    public static WindowsEvent of(XmlElement event) {
        XmlElement system = event.child("System").orElse(new XmlElement("System"));
        Map<String, String> attributes = new LinkedHashMap<>();
        String id = system.textOf("EventID");
        put(attributes, "winlog.event_id", id);
        put(attributes, "winlog.channel", system.textOf("Channel"));
        put(attributes, "winlog.record_id", system.textOf("EventRecordID"));
        put(attributes, "winlog.task", system.textOf("Task"));
        put(attributes, "winlog.opcode", system.textOf("Opcode"));
        put(attributes, "winlog.keywords", system.textOf("Keywords"));
        put(attributes, "winlog.activity_id", system.attributeOf("Correlation", "ActivityID"));
        put(attributes, "host.name", system.textOf("Computer"));
        put(attributes, "process.pid", system.attributeOf("Execution", "ProcessID"));
        put(attributes, "user.id", system.attributeOf("Security", "UserID"));
        Map<String, String> data = data(event);
        data.forEach((key, value) -> put(attributes, "winlog.event_data." + key, value));
        String provider = system.attributeOf("Provider", "Name");
        String rendered =
                event.child("RenderingInfo").map(info -> info.textOf("Message")).orElse("");
        String thread = system.attributeOf("Execution", "ThreadID");
        return new WindowsEvent(
                time(system.attributeOf("TimeCreated", "SystemTime")),
                severity(system.textOf("Level"), system.textOf("Keywords")),
                provider.isEmpty() ? null : provider,
                thread.isEmpty() ? null : thread,
                (provider + " " + id).strip(),
                rendered.isEmpty() ? message(id, data) : rendered,
                attributes);
    }

    private static void put(Map<String, String> into, String key, String value) {
        if (!value.isEmpty() && into.size() < MOST) {
            into.put(key, value);
        }
    }

    private static Optional<Long> time(String text) {
        String plain = text.strip().replace(' ', 'T');
        return Timestamps.parse(plain.endsWith("Z") || plain.lastIndexOf('+') > 10 ? plain : plain + "Z");
    }

    private static Severity severity(String level, String keywords) {
        return switch (level) {
            case "1" -> Severity.FATAL;
            case "2" -> Severity.ERROR;
            case "3" -> Severity.WARN;
            case "5" -> Severity.DEBUG;
            default -> failed(keywords) ? Severity.WARN : Severity.INFO;
        };
    }

    /** Security audits have no level; whether they failed is a bit among the keywords. */
    private static boolean failed(String keywords) {
        if (!keywords.startsWith("0x") || keywords.length() > 18) {
            return false;
        }
        try {
            return (Long.parseUnsignedLong(keywords.substring(2), 16) & AUDIT_FAILURE) != 0;
        } catch (NumberFormatException words) {
            return false;
        }
    }

    private static Map<String, String> data(XmlElement event) {
        Map<String, String> data = new LinkedHashMap<>();
        event.child("EventData").ifPresent(found -> {
            int number = 0;
            for (XmlElement each : found.children()) {
                number++;
                String name = each.attributes().getOrDefault("Name", "");
                boolean named = !name.isEmpty() || !each.name().equals("Data");
                data.put(named ? name.isEmpty() ? each.name() : name : "param" + number, each.text());
            }
            if (!found.text().isEmpty()) {
                data.put("text", found.text());
            }
        });
        event.child("UserData").ifPresent(found -> flatten(found, "", data));
        event.child("ProcessingErrorData").ifPresent(found -> flatten(found, "", data));
        return data;
    }

    private static void flatten(XmlElement element, String prefix, Map<String, String> into) {
        for (XmlElement child : element.children()) {
            if (into.size() >= MOST) {
                return;
            }
            String key = prefix.isEmpty() ? child.name() : prefix + "." + child.name();
            if (!child.text().isEmpty()) {
                into.merge(key, child.text(), (one, other) -> one + "\n" + other);
            }
            flatten(child, prefix.isEmpty() && element.children().size() == 1 ? "" : key, into);
        }
    }

    /** The words of a message lie in the provider's library, which is not in the evidence: the values must do. */
    private static String message(String id, Map<String, String> data) {
        StringBuilder text = new StringBuilder("event ").append(id.isEmpty() ? "without a number" : id);
        String separator = ": ";
        for (Map.Entry<String, String> value : data.entrySet()) {
            if (text.length() > LONGEST) {
                return text.substring(0, LONGEST) + "…";
            }
            text.append(separator).append(value.getKey()).append('=').append(value.getValue());
            separator = ", ";
        }
        return text.toString();
    }

    /** The draft gets everything but its place. */
    void pour(EventDraft draft) {
        time.ifPresent(nanos -> draft.time(nanos, TimeQuality.EXACT));
        draft.severity(severity).logger(logger).thread(thread).name(name).message(message);
        attributes.forEach(draft::attribute);
    }
}
