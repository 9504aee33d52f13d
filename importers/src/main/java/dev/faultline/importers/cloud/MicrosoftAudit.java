package dev.faultline.importers.cloud;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.model.Severity;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft 365's unified audit log, as the Office 365 Management Activity API answers it: an array, or a record per line.
 * Specified by "Office 365 Management Activity API schema".
 *
 * <p>Traps: {@code CreationTime} has no zone and is UTC by the schema; whether something failed is called {@code Failed},
 * {@code False} or only stands in the operation, {@code UserLoginFailed}; parameters are pairs of {@code Name} and {@code
 * Value}. Shape from plaso's test data.
 */
public final class MicrosoftAudit implements NamelessService {
    private static final Map<String, String> NAMES = Map.of(
            "ClientIP", "client.address",
            "ClientIPAddress", "client.address",
            "UserId", "user.name",
            "UserAgent", "user_agent.original",
            "OrganizationId", "cloud.account.id");
    private static final Set<String> TAKEN = Set.of("CreationTime", "Operation", "Workload");
    private static final Set<String> FAILED = Set.of("failed", "false", "failure");

    @Override
    public String format() {
        return "m365-audit";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        for (String prefix : new String[] {"", "[]."}) {
            if (keys.hasAll(prefix + "CreationTime", prefix + "Operation", prefix + "RecordType")) {
                return 0.97;
            }
        }
        return 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        new JsonRecords(sink, Limits.JSON_DEPTH, record -> event(record, sink)).read(input);
    }

    private static void event(Json.Members event, EventSink sink) {
        Json.Span place = event.span();
        String operation = event.at("Operation").word();
        if (operation == null) {
            Envelope.reject(place, "a record without an operation", sink);
            return;
        }
        EventDraft draft = Envelope.draft(place, sink);
        Envelope.time(draft, place, sink, universal(event.at("CreationTime")));
        String user = event.at("UserId").word();
        String result = event.at("ResultStatus").word();
        String on = event.at("ObjectId").word();
        boolean failed =
                result != null && FAILED.contains(result.toLowerCase(Locale.ROOT)) || operation.endsWith("Failed");
        draft.severity(failed ? Severity.WARN : Severity.INFO)
                .service(event.at("Workload").word())
                .name(operation)
                .message(operation
                        + (on == null || on.isEmpty() ? "" : " of " + on)
                        + (user == null ? "" : " by " + user)
                        + (failed ? ": failed" : ""));
        Fields fields = new Fields(draft);
        event.values().forEach((key, value) -> {
            if (!TAKEN.contains(key)) {
                fields.add(NAMES.getOrDefault(key, "m365." + key), value);
            }
        });
        fields.finish(sink, place);
        sink.accept();
    }

    private static Json universal(Json time) {
        @Nullable String word = time.word();
        return word == null || word.endsWith("Z") ? time : new Json.Text(word + "Z");
    }
}
