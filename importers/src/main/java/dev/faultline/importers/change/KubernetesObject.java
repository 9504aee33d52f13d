package dev.faultline.importers.change;

import dev.faultline.importers.tree.Fields;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one object of Kubernetes says of itself: an event for its creation, each state of a container, each condition. */
final class KubernetesObject {
    /** Conditions that are bad when true; all others are bad when false. */
    private static final Set<String> BAD_WHEN_TRUE = Set.of(
            "MemoryPressure",
            "DiskPressure",
            "PIDPressure",
            "NetworkUnavailable",
            "Failed",
            "FailureTarget",
            "ReplicaFailure",
            "DisruptionTarget",
            "OutOfDisk",
            "Suspended",
            "Terminating",
            "NonStructuralSchema",
            "NamespaceDeletionDiscoveryFailure",
            "NamespaceDeletionContentFailure",
            "NamespaceDeletionGroupVersionParsingFailure",
            "NamespaceContentRemaining",
            "NamespaceFinalizersRemaining");
    /** What every container waits for before its first start. */
    private static final Set<String> USUAL_WAITS = Set.of("ContainerCreating", "PodInitializing");

    private final Json object;
    private final String kind;
    private final Json.Span place;
    private final EventSink sink;
    private final @Nullable String name;
    private final @Nullable String namespace;
    private boolean told;

    KubernetesObject(Json object, String kind, Json.Span place, EventSink sink) {
        this.object = object;
        this.kind = kind;
        this.place = place;
        this.sink = sink;
        this.name = object.at("metadata", "name").word();
        this.namespace = object.at("metadata", "namespace").word();
    }

    void read() {
        created();
        for (String list : List.of("initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses")) {
            for (Json container : object.at("status", list).items()) {
                ended(container, container.at("lastState", "terminated"));
                ended(container, container.at("state", "terminated"));
                started(container);
                waits(container);
            }
        }
        for (Json condition : object.at("status", "conditions").items()) {
            condition(condition);
        }
        if ("Application".equals(kind) && !object.at("status", "sync").isEmpty()) {
            argo();
        }
        if (!told) {
            draft(Json.Nothing.ABSENT, kind).message(title() + " exists");
            sink.report(IssueCode.TIME_MISSING, "the object has no time", place.offset(), place.line());
            sink.accept();
        }
    }

    private void created() {
        Json time = object.at("metadata", "creationTimestamp");
        if (JsonTime.nanos(time).isEmpty()) {
            return;
        }
        String images = images();
        String message = title() + " created" + (images.isEmpty() ? "" : ", image " + images);
        EventDraft draft = draft(time, "Created").severity(Severity.INFO).message(message);
        draft.attribute("container.image.name", images.isEmpty() ? null : images);
        Fields fields = new Fields(draft);
        fields.add("metadata.labels", object.at("metadata", "labels"));
        fields.add("metadata.annotations", object.at("metadata", "annotations"));
        fields.add("spec", object.at("spec"));
        fields.add("status", object.at("status"));
        fields.finish(sink, place);
        if ("ReplicaSet".equals(kind)) {
            Attribution unknown = Attribution.UNKNOWN;
            draft.kind(Kind.CHANGE)
                    .detail(new Change(
                            "deploy", null, List.of(), null, message, List.of(), List.of(), List.of(), unknown));
        }
        sink.accept();
    }

    private String images() {
        Json template = object.at("spec", "template", "spec", "containers");
        return (template.isEmpty() ? object.at("spec", "containers") : template)
                .items().stream()
                        .map(container -> container.at("image").word())
                        .filter(image -> image != null)
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private void ended(Json container, Json terminated) {
        if (terminated.isEmpty()) {
            return;
        }
        String reason = terminated.at("reason").word();
        String code = terminated.at("exitCode").word();
        boolean well = "0".equals(code);
        String words = reason == null ? "ended" : "ended: " + reason;
        String detail = terminated.at("message").word();
        EventDraft draft = container(container, terminated.at("finishedAt"), reason == null ? "Terminated" : reason)
                .severity(well ? Severity.INFO : Severity.ERROR)
                .message(containerTitle(container) + " " + words + ", exit code " + code + restarts(container)
                        + (detail == null ? "" : ": " + detail));
        draft.attribute("process.exit.code", terminated.at("exitCode").number());
        sink.accept();
    }

    private void started(Json container) {
        Json time = container.at("state", "running", "startedAt");
        if (JsonTime.nanos(time).isPresent()) {
            container(container, time, "Started")
                    .severity(Severity.INFO)
                    .message(containerTitle(container) + " started" + restarts(container));
            sink.accept();
        }
    }

    private void waits(Json container) {
        Json waiting = container.at("state", "waiting");
        String reason = waiting.at("reason").word();
        if (reason == null) {
            return;
        }
        String detail = waiting.at("message").word();
        container(container, lastChange(), reason)
                .severity(USUAL_WAITS.contains(reason) ? Severity.INFO : Severity.ERROR)
                .message(containerTitle(container) + " waits: " + reason + restarts(container)
                        + (detail == null ? "" : ": " + detail));
        sink.accept();
    }

    /** Since when a container waits is not said: the pod's readiness changed at that time, or it was never ready. */
    private Json lastChange() {
        Json ready = object.at("status", "conditions").items().stream()
                .filter(condition ->
                        "ContainersReady".equals(condition.at("type").text()))
                .map(condition -> condition.at("lastTransitionTime"))
                .findFirst()
                .orElse(Json.Nothing.ABSENT);
        return JsonTime.nanos(ready).isPresent() ? ready : object.at("metadata", "creationTimestamp");
    }

    private void condition(Json condition) {
        String type = condition.at("type").word();
        String status = condition.at("status").word();
        if (type == null || status == null) {
            return;
        }
        Json time = condition.at("lastTransitionTime");
        Json heard = time.isEmpty() ? condition.at("lastUpdateTime") : time;
        if (JsonTime.nanos(heard).isEmpty()) {
            return;
        }
        String reason = condition.at("reason").word();
        boolean bad = status.equals(BAD_WHEN_TRUE.contains(type) ? "True" : "False") && !"PodCompleted".equals(reason);
        String detail = condition.at("message").word();
        EventDraft draft = draft(heard, reason == null ? type : reason)
                .severity(bad || "Unknown".equals(status) ? Severity.WARN : Severity.INFO)
                .message(title() + ": " + type + " is " + status + (reason == null ? "" : ", " + reason)
                        + (detail == null ? "" : ": " + detail));
        draft.attribute("k8s.condition.type", type);
        draft.attribute("k8s.condition.status", status);
        sink.accept();
    }

    /** An application of Argo CD: what was deployed when, and how the last operation ended. */
    private void argo() {
        for (Json deploy : object.at("status", "history").items()) {
            String revision = deploy.at("revision").word();
            String repository = deploy.at("source", "repoURL").word();
            new ChangeDraft(sink, place, "deploy")
                    .time(deploy.at("deployedAt"), deploy.at("deployStartedAt"))
                    .service(name)
                    .revision(revision)
                    .author(deploy.at("initiatedBy", "username").word(), null)
                    .attribute("vcs.repository.url.full", deploy.at("source", "repoURL"))
                    .attribute("deployment.id", deploy.at("id"))
                    .give(
                            "deploy " + name,
                            "deployment of " + revision + (repository == null ? "" : " of " + repository)
                                    + " by Argo CD");
            told = true;
        }
        Json operation = object.at("status", "operationState");
        String phase = operation.at("phase").word();
        if (phase != null) {
            boolean bad = "Failed".equals(phase) || "Error".equals(phase);
            String detail = operation.at("message").word();
            Json finished = operation.at("finishedAt");
            draft(finished.isEmpty() ? operation.at("startedAt") : finished, "Sync")
                    .severity(bad ? Severity.ERROR : Severity.INFO)
                    .message(title() + ": sync " + phase + (detail == null ? "" : ": " + detail));
            sink.accept();
        }
    }

    private EventDraft container(Json container, Json time, String reason) {
        EventDraft draft = draft(time, reason);
        draft.attribute("k8s.container.name", container.at("name").word());
        draft.attribute("k8s.container.status.reason", reason);
        draft.attribute(
                "k8s.container.restart_count", container.at("restartCount").number());
        draft.attribute("container.image.name", container.at("image").word());
        return draft;
    }

    private EventDraft draft(Json time, String event) {
        told = true;
        EventDraft draft = sink.draft().record(place.offset(), place.shortLength(), place.line());
        Optional<Long> nanos = JsonTime.nanos(time);
        nanos.ifPresent(value -> draft.time(value, TimeQuality.EXACT));
        draft.service(KubernetesNames.service(kind, name)).name(event);
        draft.attribute("k8s.namespace.name", namespace);
        draft.attribute("k8s.object.kind", kind);
        draft.attribute("k8s.object.name", name);
        draft.attribute("k8s.object.uid", object.at("metadata", "uid").word());
        draft.attribute("k8s.pod.name", "Pod".equals(kind) ? name : null);
        draft.attribute(
                "k8s.node.name",
                "Node".equals(kind) ? name : object.at("spec", "nodeName").word());
        return draft;
    }

    private String title() {
        String path = namespace == null ? String.valueOf(name) : namespace + "/" + name;
        return kind + " " + path;
    }

    private String containerTitle(Json container) {
        return "Container " + container.at("name").word() + " of " + title();
    }

    private static String restarts(Json container) {
        int count = container.at("restartCount").number();
        return count == 0 ? "" : count == 1 ? ", restarted once" : ", restarted " + count + " times";
    }
}
