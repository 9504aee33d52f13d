package dev.faultline.importers.log;

import dev.faultline.importers.tree.Json;
import dev.faultline.store.EventDraft;
import org.jspecify.annotations.Nullable;

/** Records that say who did what in fields and have no sentence for it: Kubernetes' audit log and Docker's events. */
final class Deeds {
    private Deeds() {}

    /** Puts the deed into words and, where no level says it, its outcome into a severity. */
    static void fill(JsonFields fields, Json.Members record, EventDraft draft) {
        String audited = record.at("auditID").word();
        String verb = record.at("verb").word();
        String type = record.at("Type").word();
        String action = record.at("Action").word();
        if (audited != null && verb != null) {
            audit(record, verb, draft);
        } else if (type != null && action != null && !record.at("Actor").isEmpty()) {
            docker(fields, record, type, action, draft);
        }
    }

    /** audit.k8s.io: a request to the cluster's interface. */
    private static void audit(Json.Members record, String verb, EventDraft draft) {
        int code = record.at("responseStatus", "code").number();
        String user = record.at("user", "username").word();
        String reason = record.at("responseStatus", "message").word();
        draft.severity(code >= 500 ? 17 : code >= 400 ? 13 : 9)
                .message(verb + " " + object(record)
                        + (user == null ? "" : " by " + user)
                        + (code == 0 ? "" : ": " + code)
                        + (reason == null ? "" : " " + reason));
    }

    private static String object(Json.Members record) {
        String resource = record.at("objectRef", "resource").word();
        if (resource == null) {
            String uri = record.at("requestURI").word();
            return uri == null ? "?" : uri;
        }
        return resource
                + after("/", record.at("objectRef", "subresource").word())
                + after(" ", record.at("objectRef", "namespace").word())
                + after(
                        record.at("objectRef", "namespace").isEmpty() ? " " : "/",
                        record.at("objectRef", "name").word());
    }

    private static String after(String separator, @Nullable String word) {
        return word == null || word.isEmpty() ? "" : separator + word;
    }

    /** What {@code docker events --format json} prints. */
    private static void docker(JsonFields fields, Json.Members record, String type, String action, EventDraft draft) {
        String name = record.at("Actor", "Attributes", "name").word();
        String exit = record.at("Actor", "Attributes", "exitCode").word();
        boolean failed = exit != null && !exit.equals("0")
                || action.equals("oom")
                || action.startsWith("health_status: unhealthy");
        fields.use("Action");
        draft.severity(failed ? 17 : action.equals("kill") ? 13 : 9)
                .name(action)
                .message(type + " " + action + after(" ", name) + (exit == null ? "" : " (exit code " + exit + ")"));
        if (type.equals("container") && name != null) {
            draft.service(name);
        }
    }
}
