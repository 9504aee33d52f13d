package dev.faultline.importers.cloud;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.log.InnerText;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.Set;

/**
 * Log events of Amazon CloudWatch: the answers of {@code filter-log-events} and {@code get-log-events}, and what
 * subscriptions deliver ({@code logEvents}). Specified by the CloudWatch Logs API reference, {@code FilteredLogEvent}.
 *
 * <p>Traps: times are milliseconds; the message is the line that the service printed, often JSON of its own. No permissive
 * real file is known: tested with documents of the documented shape.
 */
public final class CloudWatchLogs implements NamelessService {
    private static final String ANSWER = "events[]";
    private static final String DELIVERY = "logEvents[]";

    @Override
    public String format() {
        return "cloudwatch";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        boolean answer = keys.hasAll(ANSWER + ".timestamp", ANSWER + ".message")
                && (keys.has(ANSWER + ".ingestionTime") || keys.has(ANSWER + ".logStreamName"));
        boolean delivery = keys.hasAll("logGroup", DELIVERY + ".message", DELIVERY + ".timestamp");
        return answer || delivery ? 0.97 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        InnerText text = new InnerText(input.context());
        new JsonElements(sink, Set.of(ANSWER, DELIVERY), (event, path) -> event(event, text, sink)).read(input);
    }

    private static void event(Json.Members event, InnerText text, EventSink sink) {
        Json.Span place = event.span();
        EventDraft draft = Envelope.draft(place, sink);
        Envelope.time(draft, place, sink, event.at("timestamp"), event.at("ingestionTime"));
        String message = event.at("message").text();
        text.put(draft, message == null ? "" : message, 0, place, sink);
        draft.attribute("cloud.provider", "aws")
                .attribute("aws.log.stream.names", event.at("logStreamName").word())
                .attribute("aws.log.event_id", Envelope.word(event.at("eventId"), event.at("id")));
        sink.accept();
    }
}
