package dev.faultline.importers.log;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * JSON documents that no other format claims: an array of objects, objects one after the other, an object with an array of
 * records that have times, or one object alone. Each object is one event, however many lines it fills.
 *
 * <p>Traps: taken as text, a document of a thousand lines is a thousand events that say nothing; records often stand in
 * an array within an object ({@code "records"}, {@code "data"}), whose name anyone may choose, so the array is found by
 * what its elements are like; most documents are no log and have no time. Sample: {@code
 * logs/archives/support-bundle.tar.gz}.
 */
public final class JsonDocument implements NamelessService {
    @Override
    public String format() {
        return "json";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        if (records(keys).isPresent()) {
            return 0.35;
        }
        return keys.isEmpty() ? 0 : 0.06;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        Optional<String> records = records(HeadKeys.of(input.head()));
        Set<String> paths = records.map(Set::of).orElse(Set.of("", "[]"));
        JsonEvent event = new JsonEvent(input.context());
        new JsonElements(sink, paths, (element, path) -> {
                    Json.Span place = element.span();
                    EventDraft draft = sink.draft().record(place.offset(), place.shortLength(), place.line());
                    if (records.isPresent() || isTimed(element)) {
                        event.fill(element, draft, place, sink);
                    } else {
                        event.fillOfDocument(element, draft, place, sink);
                    }
                    sink.accept();
                })
                .read(input);
    }

    private static boolean isTimed(Json.Members element) {
        return JsonNames.TIMES.stream()
                .anyMatch(name -> !element.at(name).isEmpty()
                        || !element.at(name.split("\\.", -1)).isEmpty());
    }

    /** The path of the values that have times. */
    private static Optional<String> records(HeadKeys keys) {
        return keys.outermostWith(JsonNames.TIMES);
    }
}
