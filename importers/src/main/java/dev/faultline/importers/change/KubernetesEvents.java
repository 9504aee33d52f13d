package dev.faultline.importers.change;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.Attribution;
import dev.faultline.model.Change;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events of Kubernetes as {@code kubectl get events -o json} or {@code -o yaml} and support bundles hold them: a list of them, one alone, or
 * one per line, of {@code v1} or {@code events.k8s.io/v1}, also within a watch. Specified by the Kubernetes API reference,
 * "Event v1" and "Event v1 events.k8s.io".
 *
 * <p>Traps: {@code lastTimestamp} may be null, then {@code eventTime} or the creation counts; {@code count} and {@code
 * series} fold repeats into one event; the pod's name ends in the hash of its replica set and its own, which the service
 * has not; a list may hold objects of other kinds too; YAML of many documents. A scaled deployment is a change, a warning a warning. Sample: {@code
 * changes/k8s/events-image-pull-fail.json}.
 */
public final class KubernetesEvents implements NamelessService {
    @Override
    public String format() {
        return "k8s-events";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        for (String prefix : List.of("", "items[].", "[].", "object.")) {
            boolean event = keys.has(prefix + "reason")
                    && (keys.has(prefix + "involvedObject") || keys.has(prefix + "regarding"));
            if (event) {
                return 0.97;
            }
        }
        return KubernetesDocuments.isYamlOfEvents(head) ? 0.97 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        KubernetesDocuments.read(input, sink);
    }

    /** One event, which is about this object. */
    static void event(Json event, Json object, Json.Span place, EventSink sink) {
        EventDraft draft = sink.draft().record(place.offset(), place.shortLength(), place.line());
        time(event, draft, place, sink);
        boolean warning = "Warning".equals(event.at("type").text());
        String reason = event.at("reason").word();
        String kind = object.at("kind").word();
        String name = object.at("name").word();
        String text = either(event.at("message"), event.at("note"));
        String message = text == null ? "" : text;
        draft.severity(warning ? Severity.WARN : Severity.INFO)
                .service(KubernetesNames.service(kind, name))
                .name(reason)
                .message(message)
                .logger(logger(event));
        change(reason, message, draft);
        attributes(event, object, kind, name, draft, place, sink);
        sink.accept();
    }

    /** A deployment that was scaled is a change. */
    static void change(@Nullable String reason, String message, EventDraft draft) {
        if ("ScalingReplicaSet".equals(reason)) {
            draft.kind(Kind.CHANGE)
                    .detail(new Change(
                            "deploy",
                            null,
                            List.of(),
                            null,
                            message,
                            List.of(),
                            List.of(),
                            List.of(),
                            Attribution.UNKNOWN));
        }
    }

    private static void time(Json event, EventDraft draft, Json.Span place, EventSink sink) {
        List<Json> times = List.of(
                event.at("lastTimestamp"),
                event.at("deprecatedLastTimestamp"),
                event.at("eventTime"),
                event.at("firstTimestamp"),
                event.at("metadata", "creationTimestamp"));
        for (Json each : times) {
            Optional<Long> nanos = JsonTime.nanos(each);
            if (nanos.isPresent()) {
                draft.time(nanos.get(), TimeQuality.EXACT);
                return;
            }
        }
        sink.report(IssueCode.TIME_MISSING, "the event has no time", place.offset(), place.line());
    }

    private static void attributes(
            Json event,
            Json object,
            @Nullable String kind,
            @Nullable String name,
            EventDraft draft,
            Json.Span place,
            EventSink sink) {
        Fields fields = new Fields(draft);
        draft.attribute("k8s.namespace.name", object.at("namespace").word());
        draft.attribute("k8s.object.kind", kind);
        draft.attribute("k8s.object.name", name);
        draft.attribute("k8s.pod.name", "Pod".equals(kind) ? name : null);
        draft.attribute("k8s.object.field_path", object.at("fieldPath").word());
        fields.add("k8s.event.reason", event.at("reason"));
        fields.add("k8s.event.type", event.at("type"));
        fields.add("k8s.event.action", event.at("action"));
        fields.add("k8s.event.count", event.at("count"));
        fields.add("k8s.event.count", event.at("series", "count"));
        fields.add("k8s.event.last_observed", event.at("series", "lastObservedTime"));
        fields.add("k8s.event.first", event.at("firstTimestamp"));
        fields.add("k8s.event.uid", event.at("metadata", "uid"));
        fields.add("k8s.node.name", event.at("source", "host"));
        fields.finish(sink, place);
    }

    private static @Nullable String logger(Json event) {
        String component = either(event.at("reportingComponent"), event.at("reportingController"));
        return component == null ? event.at("source", "component").word() : component;
    }

    private static @Nullable String either(Json first, Json second) {
        String word = first.word();
        return word == null ? second.word() : word;
    }
}
