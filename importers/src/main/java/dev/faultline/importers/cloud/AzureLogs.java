package dev.faultline.importers.cloud;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.log.Levels;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Azure's activity log, as the API answers it ({@code value}), as its Python library prints it (one per line, names with
 * underscores), and as diagnostic settings write it to storage ({@code records} or lines), with all other resource logs of
 * Azure: what gateways and apps answered is their message. Specified by "Azure Activity
 * Log event schema" and "Resource log schema".
 *
 * <p>Traps: the same field is called {@code eventTimestamp}, {@code event_timestamp}, {@code time} or {@code timeStamp}; names are objects
 * of a value and its translation; newest first; that something failed stands in the status, while the level says
 * Informational. Sample: {@code logs/cloud/azure_activity_log.jsonl}.
 */
public final class AzureLogs implements NamelessService {
    private static final Set<String> LISTS = Set.of("value[]", "records[]");
    private static final Set<String> TAKEN =
            Set.of("eventtimestamp", "time", "timestamp", "level", "localizedvalue", "claims", "submissiontimestamp");

    @Override
    public String format() {
        return "azure-activity";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        for (String prefix : new String[] {"", "[].", "value[].", "records[]."}) {
            boolean activity = keys.has(prefix + "operationName") && keys.has(prefix + "eventTimestamp")
                    || keys.has(prefix + "operation_name") && keys.has(prefix + "event_timestamp")
                    || keys.hasAll(prefix + "operationName", prefix + "resourceId")
                            && (keys.has(prefix + "time") || keys.has(prefix + "timeStamp"));
            if (activity) {
                return 0.96;
            }
        }
        return 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        HeadKeys keys = HeadKeys.of(input.head());
        if (keys.has("value") || keys.has("records")) {
            new JsonElements(sink, LISTS, (record, path) -> event(record, sink)).read(input);
        } else {
            new JsonRecords(sink, Limits.JSON_DEPTH, record -> event(record, sink)).read(input);
        }
    }

    private static void event(Json.Members record, EventSink sink) {
        Json.Span place = record.span();
        Json.Members event = new Json.Members(oneSpelling(record), place);
        EventDraft draft = Envelope.draft(place, sink);
        Envelope.time(draft, place, sink, event.at("eventtimestamp"), event.at("time"), event.at("timestamp"));
        String operation = value(event.at("operationname"));
        String status = value(event.at("status"));
        if (status == null) {
            status = Envelope.word(event.at("resulttype"), event.at("resultsignature"));
        }
        String caller = Envelope.word(
                event.at("caller"),
                event.at("identity", "claims", "name"),
                event.at("properties", "userPrincipalName"));
        String request = request(event.at("properties"));
        draft.severity(request == null ? severity(event, status) : answered(event.at("properties")))
                .service(provider(event, operation))
                .name(operation)
                .message((request != null ? request : operation == null ? "" : operation)
                        + (caller == null ? "" : " by " + caller)
                        + (status == null ? "" : ": " + status)
                        + reason(event, operation))
                .attribute("cloud.provider", "azure")
                .attribute("user.name", caller);
        attributes(event, draft, place, sink);
        sink.accept();
    }

    /** What a gateway, Front Door, the API management or an app answered, as each of them calls it. */
    private static @Nullable String request(Json properties) {
        String method = Envelope.word(properties.at("httpMethod"), properties.at("method"), properties.at("CsMethod"));
        String target = Envelope.word(properties.at("requestUri"), properties.at("url"), properties.at("CsUriStem"));
        String status = status(properties);
        return method == null || target == null || status == null ? null : method + " " + target + " " + status;
    }

    private static @Nullable String status(Json properties) {
        return Envelope.word(
                properties.at("httpStatus"),
                properties.at("httpStatusCode"),
                properties.at("responseCode"),
                properties.at("ScStatus"));
    }

    private static int answered(Json properties) {
        String status = String.valueOf(status(properties));
        return status.startsWith("5") ? 17 : status.startsWith("4") ? 13 : 9;
    }

    /** Names without underscores, in small letters: the three spellings become one. */
    private static Map<String, Json> oneSpelling(Json.Members record) {
        Map<String, Json> all = new LinkedHashMap<>();
        record.values().forEach((name, value) -> all.put(name.replace("_", "").toLowerCase(Locale.ROOT), value));
        return all;
    }

    /** The value of a name that has a translation beside it. */
    private static @Nullable String value(Json name) {
        return Envelope.word(name.at("value"), name);
    }

    private static int severity(Json event, @Nullable String status) {
        boolean failed = status != null && status.toLowerCase(Locale.ROOT).startsWith("fail");
        if (failed) {
            return 17;
        }
        String level = event.at("level").word();
        String result = event.at("resulttype").word();
        if (isSignIn(event) && result != null && !result.equals("0")) {
            // Who mistyped a password is no error of the service's.
            return 13;
        }
        return level == null ? 0 : Character.isDigit(level.charAt(0)) ? 9 : Levels.ofWord(level);
    }

    private static boolean isSignIn(Json event) {
        String category = event.at("category").word();
        return category != null && category.endsWith("SignInLogs");
    }

    private static @Nullable String provider(Json event, @Nullable String operation) {
        String provider = value(event.at("resourceprovidername"));
        if (provider != null || operation == null) {
            return provider;
        }
        int slash = operation.indexOf('/');
        return slash > 0 ? operation.substring(0, slash) : null;
    }

    private static String reason(Json event, @Nullable String operation) {
        String reason = Envelope.word(
                event.at("properties", "statusMessage"),
                event.at("resultdescription"),
                event.at("description"),
                event.at("properties", "message"),
                event.at("properties", "log"));
        // The activity log's message is the operation's name again.
        return reason == null || reason.equals(operation) ? "" : ", " + reason;
    }

    private static void attributes(Json.Members event, EventDraft draft, Json.Span place, EventSink sink) {
        Fields fields = new Fields(draft);
        fields.add("cloud.resource_id", event.at("resourceid"));
        fields.add("cloud.account.id", event.at("subscriptionid"));
        fields.add("client.address", event.at("httprequest", "client_ip_address"));
        fields.add("client.address", event.at("httprequest", "clientIpAddress"));
        fields.add("client.address", event.at("calleripaddress"));
        event.values().forEach((name, value) -> {
            // Claims are the token of who called: long, and nobody's business.
            if (!TAKEN.contains(name)) {
                String plain = value.at("value").word();
                fields.add("azure." + name, plain == null ? value : new Json.Text(plain));
            }
        });
        fields.finish(sink, place);
    }
}
