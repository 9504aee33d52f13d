package dev.faultline.importers.change;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.log.Levels;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Alerts of Prometheus' Alertmanager: its webhook (version 4, also as Grafana sends it), the answers of its API, and
 * those of Prometheus' {@code /api/v1/alerts}. Specified by Alertmanager's "Configuration", {@code webhook_config}, and
 * its OpenAPI document.
 *
 * <p>Traps: an alert that still goes on ends in year 1; one document holds many alerts, which are an event each, from
 * when it began, as long as it lasted; how bad it is, is a label that the rule's author named. Sample: {@code
 * changes/alerts/alertmanager-firing.json}.
 */
public final class Alerts implements NamelessService {
    private static final String WEBHOOK = "alerts[]";
    private static final String ANSWER = "data.alerts[]";
    private static final String LIST = "[]";

    @Override
    public String format() {
        return "alertmanager";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        for (String path : List.of(WEBHOOK, ANSWER, LIST)) {
            boolean began = keys.has(path + ".startsAt") || keys.has(path + ".activeAt");
            if (began && keys.has(path + ".labels")) {
                return 0.97;
            }
        }
        return 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        new JsonElements(sink, Set.of(WEBHOOK, ANSWER, LIST), (alert, path) -> alert(alert, sink)).read(input);
    }

    private static void alert(Json.Members alert, EventSink sink) {
        Json.Span place = alert.span();
        if (alert.at("labels").members().isEmpty()) {
            sink.reject(
                    IssueCode.NOT_A_RECORD, "an alert without labels", place.offset(), place.length(), place.line());
            return;
        }
        EventDraft draft = sink.draft()
                .record(place.offset(), place.shortLength(), place.line())
                .kind(Kind.ALERT);
        Json began = alert.at("startsAt").isEmpty() ? alert.at("activeAt") : alert.at("startsAt");
        Optional<Long> start = JsonTime.nanos(began);
        if (start.isPresent()) {
            draft.time(start.get(), TimeQuality.EXACT);
            // Year 1 is beyond what nanoseconds reach and so gives nothing.
            JsonTime.nanos(alert.at("endsAt"))
                    .filter(end -> end > start.get()
                            && !"firing".equals(alert.at("status").text()))
                    .ifPresent(end -> draft.duration(end - start.get()));
        } else {
            sink.report(IssueCode.TIME_MISSING, "the alert has no start", place.offset(), place.line());
        }
        String name = alert.at("labels", "alertname").word();
        draft.name(name).service(service(alert.at("labels"))).severity(severity(alert));
        draft.message(message(alert, name));
        attributes(alert, draft, sink);
        sink.accept();
    }

    private static String message(Json alert, @Nullable String name) {
        String title = name == null ? "alert" : name;
        for (String annotation : List.of("summary", "description", "message")) {
            String text = alert.at("annotations", annotation).word();
            if (text != null) {
                return title + ": " + text;
            }
        }
        return title;
    }

    private static @Nullable String service(Json labels) {
        for (String label :
                List.of("service", "service_name", "app", "application", "deployment", "container", "job")) {
            String word = labels.at(label).word();
            if (word != null) {
                return word;
            }
        }
        return null;
    }

    private static int severity(Json alert) {
        String label = alert.at("labels", "severity").word();
        int level = label == null ? 0 : Levels.ofWord(label);
        return level > 0 ? level : Severity.ERROR.number();
    }

    private static void attributes(Json.Members alert, EventDraft draft, EventSink sink) {
        Fields fields = new Fields(draft);
        Json status = alert.at("status");
        fields.add("alert.status", status.text() == null ? status.at("state") : status);
        fields.add("alert.state", alert.at("state"));
        fields.add("alert.fingerprint", alert.at("fingerprint"));
        fields.add("alert.generator_url", alert.at("generatorURL"));
        fields.add("alert.value", alert.at("value"));
        fields.add("alert.ends_at", alert.at("endsAt"));
        fields.add("label", alert.at("labels"));
        fields.add("annotation", alert.at("annotations"));
        fields.finish(sink, alert.span());
    }
}
