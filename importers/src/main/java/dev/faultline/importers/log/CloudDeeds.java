package dev.faultline.importers.log;

import dev.faultline.importers.tree.Json;
import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import dev.faultline.model.StackTrace;
import dev.faultline.store.EventDraft;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records of clouds that have no sentence: what Amazon's web application firewall let through, what its resolver answered,
 * Entra's sign-ins, what a Cloudflare worker did, and Honeycomb's events, which are spans.
 */
final class CloudDeeds {
    private static final Set<String> ANSWERED = Set.of("NOERROR", "NXDOMAIN");
    private static final int LONGEST_DURATION = 24;

    private CloudDeeds() {}

    /** Puts what the record tells into words where it is one of these. */
    static void fill(JsonFields fields, Json.Members record, EventDraft draft) {
        if (!record.at("webaclId").isEmpty()) {
            firewall(record, draft);
        } else if (!record.at("query_name").isEmpty() && !record.at("rcode").isEmpty()) {
            resolver(record, draft);
        } else if (!record.at("userPrincipalName").isEmpty()
                && !record.at("status", "errorCode").isEmpty()) {
            signIn(record, draft);
        } else if (!record.at("scriptName").isEmpty()
                || !record.at("ScriptName").isEmpty()) {
            worker(record, draft);
        } else if (!fields.get("trace.span_id").isEmpty()
                && !record.at("duration_ms").isEmpty()) {
            span(fields, record, draft);
        }
    }

    private static void firewall(Json record, EventDraft draft) {
        String action = word(record.at("action"), "?");
        Json request = record.at("httpRequest");
        draft.severity(action.equals("ALLOW") || action.equals("COUNT") ? 9 : 13)
                .message(action + " " + word(request.at("httpMethod"), "?") + " " + word(request.at("uri"), "?") + ": "
                        + word(record.at("terminatingRuleId"), "?"));
    }

    private static void resolver(Json record, EventDraft draft) {
        String answer = word(record.at("rcode"), "");
        draft.severity(ANSWERED.contains(answer) ? 9 : 13)
                .message(word(record.at("query_type"), "?") + " " + word(record.at("query_name"), "") + " " + answer);
    }

    private static void signIn(Json record, EventDraft draft) {
        String code = word(record.at("status", "errorCode"), "0");
        boolean failed = !code.equals("0");
        String reason = word(record.at("status", "failureReason"), "");
        draft.severity(failed ? 13 : 9)
                .message("sign-in to " + word(record.at("appDisplayName"), "?") + " by "
                        + word(record.at("userPrincipalName"), "?")
                        + (failed ? ": " + code + " " + reason : ""));
    }

    /** {@code wrangler tail --format json} and Logpush's {@code workers_trace_events}, whose names have capitals. */
    private static void worker(Json record, EventDraft draft) {
        String outcome = either(record, "outcome").word();
        if (outcome == null) {
            return;
        }
        boolean ok = outcome.equals("ok");
        Json request = either(either(record, "event"), "request");
        String method = either(request, "method").word();
        String url = Stream.of(request.at("url"), request.at("URL"))
                .map(Json::word)
                .filter(each -> each != null)
                .findFirst()
                .orElse("");
        Json thrown = either(record, "exceptions").items().stream().findFirst().orElse(Json.Nothing.ABSENT);
        String type = either(thrown, "name").word();
        String message = either(thrown, "message").text();
        draft.severity(ok ? 9 : outcome.equals("canceled") ? 13 : 17)
                .message((method == null ? "" : method + " " + url + " ")
                        + outcome
                        + (type == null ? "" : ": " + type + ": " + message));
        if (type != null) {
            draft.exception(new StackTrace(type, message, List.<Frame>of(), null, null));
        }
    }

    private static void span(JsonFields fields, Json record, EventDraft draft) {
        String name = word(record.at("name"), "?");
        String failure = fields.get("error").word();
        boolean failed = failure != null && !failure.equals("false");
        draft.kind(Kind.SPAN).name(name).message(name).severity(failed ? 17 : 0);
        String parent = fields.get("trace.parent_id").word();
        if (parent != null) {
            draft.parentIdHex(parent.getBytes(StandardCharsets.ISO_8859_1), 0, parent.length());
        }
        String millis = record.at("duration_ms").word();
        if (millis != null && millis.length() < LONGEST_DURATION && millis.matches("\\d{1,12}(\\.\\d{1,12})?")) {
            draft.duration(new BigDecimal(millis).movePointRight(6).longValue());
        }
    }

    /** A member in either case: {@code outcome} or {@code Outcome}. */
    private static Json either(Json object, String name) {
        Json small = object.at(name);
        return small.isEmpty() ? object.at(Character.toUpperCase(name.charAt(0)) + name.substring(1)) : small;
    }

    private static String word(Json value, String otherwise) {
        @Nullable String word = value.word();
        return word == null ? otherwise : word;
    }
}
