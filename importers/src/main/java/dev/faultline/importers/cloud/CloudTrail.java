package dev.faultline.importers.cloud;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.tree.BadJson;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.importers.tree.JsonTree;
import dev.faultline.model.Severity;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Amazon CloudTrail: log files of {@code {"Records":[…]}}, the answer of {@code lookup-events}, and single events of
 * either per line. Specified by the CloudTrail user guide, "CloudTrail record contents".
 *
 * <p>Traps: records are not in the order of their times; {@code lookup-events} has each event as JSON text within JSON; a
 * call that failed says so only in {@code errorCode}. Samples: {@code logs/cloud/cloudtrail-*.json}.
 */
public final class CloudTrail implements NamelessService {
    private static final String FILE = "Records[]";
    private static final String LOOKUP = "Events[]";
    private static final Map<String, String> NAMES = Map.of(
            "awsRegion", "cloud.region",
            "recipientAccountId", "cloud.account.id",
            "sourceIPAddress", "client.address",
            "userAgent", "user_agent.original",
            "errorCode", "error.type",
            "errorMessage", "error.message");
    private static final Set<String> TAKEN = Set.of("eventTime");

    @Override
    public String format() {
        return "cloudtrail";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        for (String prefix : new String[] {FILE + ".", "", "[]."}) {
            if (keys.hasAll(prefix + "eventVersion", prefix + "eventSource", prefix + "eventName")) {
                return 0.97;
            }
            if (keys.hasAll(prefix + "CloudTrailEvent", prefix + "EventName")) {
                return 0.97;
            }
        }
        return keys.has(LOOKUP + ".CloudTrailEvent") ? 0.97 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        HeadKeys keys = HeadKeys.of(input.head());
        boolean wrapped = keys.has("Records") || keys.has("Events");
        Set<String> paths = wrapped ? Set.of(FILE, LOOKUP) : Set.of("", "[]");
        new JsonElements(sink, paths, (element, path) -> {
                    Json text = element.at("CloudTrailEvent");
                    Json.Members event = text.isEmpty() ? element : parsed(text.text());
                    if (event == null) {
                        Envelope.reject(element.span(), "the text of the event is no JSON", sink);
                    } else {
                        event(event, element.span(), sink);
                    }
                })
                .read(input);
    }

    private static Json.@Nullable Members parsed(@Nullable String text) {
        byte[] bytes = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
        try (JsonTree tree =
                new JsonTree(new ByteArrayInputStream(bytes), position -> position, 1, Limits.JSON_DEPTH)) {
            tree.next();
            return tree.value() instanceof Json.Members object ? object : null;
        } catch (BadJson | IOException noJson) {
            return null;
        }
    }

    private static void event(Json.Members event, Json.Span place, EventSink sink) {
        String name = event.at("eventName").word();
        if (name == null) {
            Envelope.reject(place, "a record without the name of an event", sink);
            return;
        }
        EventDraft draft = Envelope.draft(place, sink);
        Envelope.time(draft, place, sink, event.at("eventTime"));
        String source = event.at("eventSource").word();
        String service = source == null ? null : source.replace(".amazonaws.com", "");
        String error = Envelope.word(event.at("errorCode"));
        String user = user(event.at("userIdentity"));
        String reason = event.at("errorMessage").word();
        draft.severity(error == null ? Severity.INFO : Severity.ERROR)
                .service(service)
                .name(name)
                .attribute("cloud.provider", "aws")
                .attribute("user.name", user)
                .message(name
                        + (user == null ? "" : " by " + user)
                        + (error == null ? "" : ": " + error + (reason == null ? "" : ", " + reason)));
        Fields fields = new Fields(draft);
        event.values().forEach((key, value) -> {
            if (!TAKEN.contains(key)) {
                fields.add(NAMES.getOrDefault(key, "aws." + key), value);
            }
        });
        fields.finish(sink, place);
        sink.accept();
    }

    private static @Nullable String user(Json identity) {
        return Envelope.word(
                identity.at("userName"),
                identity.at("sessionContext", "sessionIssuer", "userName"),
                identity.at("invokedBy"),
                identity.at("principalId"),
                identity.at("type"));
    }
}
