package dev.faultline.importers.change;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who was called and when: PagerDuty's webhooks (version 3) and the incidents of its API, Opsgenie's webhooks. Specified by
 * PagerDuty's "Webhooks v3 overview" and REST API, and Opsgenie's "Alert action data".
 *
 * <p>Traps: webhooks come out of order, and one incident sends one for each of its states; Opsgenie's {@code createdAt} is
 * in milliseconds but {@code updatedAt} in nanoseconds, and an action's own time is the latter; a resolved incident is no
 * failure any more. No permissive real file is known: tested with payloads of the documented shape.
 */
public final class OnCallAlerts implements NamelessService {
    private static final String INCIDENTS = "incidents[]";

    @Override
    public String format() {
        return "on-call";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        boolean webhook = keys.hasAll("event.event_type", "event.occurred_at", "event.data");
        boolean many = keys.hasAll("[].event.event_type", "[].event.occurred_at");
        boolean answer = keys.hasAll(INCIDENTS + ".incident_number", INCIDENTS + ".created_at");
        boolean action = keys.hasAll("action", "alert.alertId", "alert.message")
                || keys.hasAll("[].action", "[].alert.alertId", "[].alert.message");
        return webhook || many || answer || action ? 0.97 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        boolean answer = HeadKeys.of(input.head()).has("incidents");
        Set<String> paths = answer ? Set.of(INCIDENTS) : Set.of("", "[]");
        new JsonElements(sink, paths, (element, path) -> element(element, sink)).read(input);
    }

    private static void element(Json.Members element, EventSink sink) {
        Json.Span place = element.span();
        if (!element.at("event", "data").isEmpty()) {
            pagerDuty(element.at("event", "data"), element.at("event"), place, sink);
        } else if (!element.at("incident_number").isEmpty()) {
            pagerDuty(element, Json.Nothing.ABSENT, place, sink);
        } else if (!element.at("alert").isEmpty()) {
            opsgenie(element, place, sink);
        } else {
            sink.reject(
                    IssueCode.NOT_A_RECORD, "neither incident nor alert", place.offset(), place.length(), place.line());
        }
    }

    private static void pagerDuty(Json incident, Json event, Json.Span place, EventSink sink) {
        String type = event.at("event_type").word();
        String status = incident.at("status").word();
        String title = first(incident.at("title"), incident.at("summary"));
        boolean low = "low".equals(incident.at("urgency").text());
        boolean over = "resolved".equals(status) || "incident.resolved".equals(type);
        EventDraft draft = draft(place, sink, first(incident.at("service", "summary"), incident.at("service", "name")))
                .name(type == null ? "incident" : type)
                .severity(over ? Severity.INFO : low ? Severity.WARN : Severity.ERROR)
                .message((title == null ? "incident" : title) + (status == null ? "" : " (" + status + ")"));
        time(draft, sink, place, event.at("occurred_at"), incident.at("created_at"));
        Fields fields = new Fields(draft);
        fields.add("alert.status", incident.at("status"));
        fields.add("alert.urgency", incident.at("urgency"));
        fields.add("alert.priority", incident.at("priority", "summary"));
        fields.add("alert.id", incident.at("id"));
        fields.add(
                "alert.number",
                incident.at("number").isEmpty() ? incident.at("incident_number") : incident.at("number"));
        fields.add("alert.agent", event.at("agent", "summary"));
        fields.add("url.full", incident.at("html_url"));
        fields.finish(sink, place);
        sink.accept();
    }

    private static void opsgenie(Json.Members element, Json.Span place, EventSink sink) {
        Json alert = element.at("alert");
        String action = first(element.at("action"), alert.at("status"));
        String message = alert.at("message").word();
        boolean over = "Close".equals(action) || "Delete".equals(action);
        EventDraft draft = draft(place, sink, alert.at("entity").word())
                .name(action == null ? "alert" : "alert " + action.toLowerCase(Locale.ROOT))
                .severity(over ? Severity.INFO : severity(alert.at("priority").word()))
                .message(message == null ? "alert" : message.strip());
        time(draft, sink, place, alert.at("updatedAt"), alert.at("createdAt"));
        Fields fields = new Fields(draft);
        fields.add("alert.action", element.at("action"));
        fields.add("alert.priority", alert.at("priority"));
        fields.add("alert.id", alert.at("alertId"));
        fields.add("alert.alias", alert.at("alias"));
        fields.add("alert.source", alert.at("source"));
        fields.add("alert.description", alert.at("description"));
        fields.add("alert.tags", alert.at("tags"));
        fields.add("alert.agent", alert.at("username"));
        fields.finish(sink, place);
        sink.accept();
    }

    private static EventDraft draft(Json.Span place, EventSink sink, @Nullable String service) {
        return sink.draft()
                .record(place.offset(), place.shortLength(), place.line())
                .kind(Kind.ALERT)
                .service(service);
    }

    private static void time(EventDraft draft, EventSink sink, Json.Span place, Json one, Json other) {
        Optional<Long> nanos = JsonTime.nanos(one).or(() -> JsonTime.nanos(other));
        if (nanos.isPresent()) {
            draft.time(nanos.get(), TimeQuality.EXACT);
        } else {
            sink.report(IssueCode.TIME_MISSING, "the alert has no time", place.offset(), place.line());
        }
    }

    private static Severity severity(@Nullable String priority) {
        return switch (priority == null ? "" : priority) {
            case "P1", "P2" -> Severity.ERROR;
            case "P4", "P5" -> Severity.INFO;
            default -> Severity.WARN;
        };
    }

    private static @Nullable String first(Json one, Json other) {
        String word = one.word();
        return word == null ? other.word() : word;
    }
}
