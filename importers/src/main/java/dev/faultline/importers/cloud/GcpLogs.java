package dev.faultline.importers.cloud;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.log.InnerText;
import dev.faultline.importers.log.Levels;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.importers.tree.JsonText;
import dev.faultline.importers.tree.YamlElements;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Log entries of Google Cloud, as {@code gcloud logging read} prints them as YAML or with {@code --format=json}, the console's download and exports to
 * storage hold them. Specified by the Cloud Logging API's {@code LogEntry} and {@code AuditLog}.
 *
 * <p>Traps: the payload is text, JSON or an audit record; the trace is a path, {@code projects/P/traces/ID}; the severity
 * may be missing; {@code receiveTimestamp} is later than the entry. Sample: {@code logs/cloud/gcp_logging.jsonl}.
 */
public final class GcpLogs implements NamelessService {
    private static final String ENTRIES = "entries[]";
    private static final Pattern YAML_NAME = Pattern.compile("(?m)^logName: ['\"]?[a-z]{5,20}/");
    private static final Pattern YAML_ID = Pattern.compile("(?m)^insertId: ");
    private static final Set<String> TAKEN = Set.of(
            "timestamp",
            "severity",
            "textPayload",
            "protoPayload",
            "jsonPayload",
            "trace",
            "spanId",
            "httpRequest",
            "sourceLocation",
            "resource",
            "labels");

    @Override
    public String format() {
        return "gcp-log";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        for (String prefix : new String[] {"", "[].", ENTRIES + "."}) {
            boolean payload = keys.has(prefix + "textPayload")
                    || keys.has(prefix + "jsonPayload")
                    || keys.has(prefix + "protoPayload")
                    || keys.has(prefix + "insertId")
                    || keys.has(prefix + "resource.type");
            if (keys.has(prefix + "logName") && payload) {
                return 0.96;
            }
        }
        return isYaml(head) ? 0.96 : 0;
    }

    /** What {@code gcloud logging read} prints unless told otherwise. */
    private static boolean isYaml(Head head) {
        int first = head.bytes().length == 0 ? 0 : head.bytes()[0];
        return (first == '-' || first >= 'a' && first <= 'z')
                && YamlElements.looksLikeYaml(head)
                && YAML_NAME.matcher(head.text()).find()
                && YAML_ID.matcher(head.text()).find();
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        InnerText text = new InnerText(input.context());
        if (isYaml(input.head())) {
            new YamlElements(sink, entry -> entry(entry, text, sink)).read(input);
        } else if (HeadKeys.of(input.head()).has("entries")) {
            new JsonElements(sink, Set.of(ENTRIES), (entry, path) -> entry(entry, text, sink)).read(input);
        } else {
            new JsonRecords(sink, Limits.JSON_DEPTH, entry -> entry(entry, text, sink)).read(input);
        }
    }

    private static void entry(Json.Members entry, InnerText text, EventSink sink) {
        Json.Span place = entry.span();
        EventDraft draft = Envelope.draft(place, sink);
        Envelope.time(draft, place, sink, entry.at("timestamp"), entry.at("receiveTimestamp"));
        String word = entry.at("severity").word();
        int severity = word == null || word.equals("DEFAULT") ? 0 : Levels.ofWord(word);
        draft.severity(severity).service(service(entry));
        String line = Envelope.word(
                entry.at("textPayload"), entry.at("jsonPayload", "message"), entry.at("jsonPayload", "MESSAGE"));
        if (line != null) {
            text.put(draft, line, severity, place, sink);
        } else {
            draft.message(message(entry));
        }
        Envelope.ids(draft, entry.at("trace").word(), entry.at("spanId").word());
        attributes(entry, draft, place, sink);
        sink.accept();
    }

    private static @Nullable String service(Json entry) {
        Json labels = entry.at("resource", "labels");
        return Envelope.word(
                labels.at("service_name"),
                labels.at("container_name"),
                labels.at("module_id"),
                labels.at("function_name"),
                labels.at("job_name"),
                entry.at("jsonPayload", "serviceContext", "service"),
                entry.at("protoPayload", "serviceName"),
                entry.at("resource", "type"));
    }

    private static String message(Json entry) {
        Json audit = entry.at("protoPayload");
        String method = audit.at("methodName").word();
        if (method != null) {
            String status = audit.at("status", "message").word();
            String user = audit.at("authenticationInfo", "principalEmail").word();
            String resource = audit.at("resourceName").word();
            return method
                    + (resource == null ? "" : " " + resource)
                    + (user == null ? "" : " by " + user)
                    + (status == null ? "" : ": " + status);
        }
        Json request = entry.at("httpRequest");
        String url = request.at("requestUrl").word();
        if (url != null) {
            return request.at("requestMethod").text() + " " + url + " "
                    + request.at("status").text();
        }
        Json payload = entry.at("jsonPayload");
        return payload.isEmpty() ? "" : JsonText.of(payload);
    }

    private static void attributes(Json.Members entry, EventDraft draft, Json.Span place, EventSink sink) {
        Fields fields = new Fields(draft);
        draft.attribute("cloud.provider", "gcp");
        fields.add("cloud.account.id", entry.at("resource", "labels", "project_id"));
        fields.add("gcp.resource_type", entry.at("resource", "type"));
        fields.add("k8s.pod.name", entry.at("resource", "labels", "pod_name"));
        fields.add("k8s.namespace.name", entry.at("resource", "labels", "namespace_name"));
        fields.add("user.name", entry.at("protoPayload", "authenticationInfo", "principalEmail"));
        fields.add("client.address", entry.at("protoPayload", "requestMetadata", "callerIp"));
        fields.add("http.request.method", entry.at("httpRequest", "requestMethod"));
        fields.add("url.full", entry.at("httpRequest", "requestUrl"));
        fields.add("http.response.status_code", entry.at("httpRequest", "status"));
        fields.add("code.file.path", entry.at("sourceLocation", "file"));
        fields.add("code.line.number", entry.at("sourceLocation", "line"));
        fields.add("code.function.name", entry.at("sourceLocation", "function"));
        fields.add("resource", entry.at("resource", "labels"));
        fields.add("label", entry.at("labels"));
        fields.add("http", entry.at("httpRequest"));
        fields.add("audit", entry.at("protoPayload"));
        fields.add("", without(entry.at("jsonPayload"), "message"));
        for (Map.Entry<String, Json> member : entry.values().entrySet()) {
            if (!TAKEN.contains(member.getKey())) {
                fields.add("gcp." + member.getKey(), member.getValue());
            }
        }
        fields.finish(sink, place);
    }

    private static Json without(Json value, String name) {
        if (!(value instanceof Json.Members object)) {
            return value;
        }
        Map<String, Json> rest = new java.util.LinkedHashMap<>(object.values());
        rest.remove(name);
        return new Json.Members(rest, object.span());
    }
}
