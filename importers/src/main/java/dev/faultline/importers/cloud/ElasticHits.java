package dev.faultline.importers.cloud;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.SourceContext;
import dev.faultline.importers.log.JsonEvent;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Documents of Elasticsearch or OpenSearch: the answer of {@code _search}, with {@code _source} or with {@code fields},
 * elasticdump's lines of the same, and documents of Elastic APM by themselves, which become spans, errors and metrics.
 * Specified by the
 * Elasticsearch reference, "Search API", and the Elastic Common Schema.
 *
 * <p>Traps: within {@code fields} every value is an array; names are nested or have dots; APM's spans tell their
 * microseconds as {@code duration.us}. Sample: {@code logs/elasticsearch/search-response.json}.
 */
public final class ElasticHits implements NamelessService {
    private static final String ANSWER = "hits.hits[]";
    private static final String SEVERAL = "responses[].hits.hits[]";

    @Override
    public String format() {
        return "elasticsearch";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        for (String prefix : new String[] {ANSWER + ".", SEVERAL + ".", "", "[]."}) {
            boolean document = keys.has(prefix + "_source") || keys.has(prefix + "fields");
            if (document && keys.has(prefix + "_index")) {
                return 0.97;
            }
            if (keys.hasAll(prefix + "@timestamp", prefix + "processor.event", prefix + "processor.name")) {
                return 0.95;
            }
        }
        return keys.hasAll("took", "timed_out", "hits") ? 0.9 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        Documents documents = new Documents(input.context(), sink);
        HeadKeys keys = HeadKeys.of(input.head());
        if (keys.has("hits") || keys.has("responses")) {
            new JsonElements(sink, Set.of(ANSWER, SEVERAL), (hit, path) -> documents.give(hit)).read(input);
        } else {
            new JsonRecords(sink, Limits.JSON_DEPTH, documents::give).read(input);
        }
    }

    /** Makes events of hits. */
    private static final class Documents {
        private final JsonEvent event;
        private final EventSink sink;

        Documents(SourceContext context, EventSink sink) {
            this.event = new JsonEvent(context);
            this.sink = sink;
        }

        void give(Json.Members hit) {
            Json.Members source = hit.at("_source") instanceof Json.Members object
                    ? object
                    : hit.at("@timestamp").isEmpty() ? single(hit.at("fields")) : hit;
            if (source == null) {
                Envelope.reject(hit.span(), "a hit without its document", sink);
                return;
            }
            EventDraft draft = Envelope.draft(hit.span(), sink);
            event.fill(new Json.Members(source.values(), hit.span()), draft, hit.span(), sink);
            draft.attribute("elasticsearch.index", hit.at("_index").word());
            draft.attribute("elasticsearch.id", hit.at("_id").word());
            apm(source, draft);
            sink.accept();
        }

        private static Json.@Nullable Members single(Json fields) {
            if (!(fields instanceof Json.Members object)) {
                return null;
            }
            Map<String, Json> values = new LinkedHashMap<>();
            object.values()
                    .forEach((name, value) -> values.put(
                            name, value.items().size() == 1 ? value.items().getFirst() : value));
            return new Json.Members(values, object.span());
        }

        private static void apm(Json source, EventDraft draft) {
            String kind = source.at("processor", "event").word();
            switch (kind == null ? "" : kind) {
                case "transaction" -> span(source, source.at("transaction"), draft);
                case "span" -> span(source, source.at("span"), draft);
                case "error" -> error(source, draft);
                case "metric" ->
                    draft.kind(Kind.METRIC)
                            .name(Envelope.word(source.at("metricset", "name"), source.at("transaction", "name")))
                            .message(Envelope.word(
                                    source.at("metricset", "name"),
                                    source.at("transaction", "name"),
                                    source.at("span", "type")));
                default -> {
                    // A log record, or somebody's own document.
                }
            }
        }

        private static void span(Json source, Json span, EventDraft draft) {
            draft.kind(Kind.SPAN)
                    .name(span.at("name").word())
                    .message(span.at("name").word());
            Envelope.ids(draft, source.at("trace", "id").word(), span.at("id").word());
            String parent = source.at("parent", "id").word();
            if (parent != null) {
                draft.parentIdHex(parent.getBytes(StandardCharsets.ISO_8859_1), 0, parent.length());
            }
            draft.duration(span.at("duration", "us").number() * 1000L);
            if ("failure".equals(source.at("event", "outcome").text())) {
                draft.severity(Severity.ERROR);
            }
        }

        private static void error(Json source, EventDraft draft) {
            draft.severity(Severity.ERROR);
            Envelope.ids(draft, null, source.at("parent", "id").word());
            StackTrace chain = null;
            for (Json each : source.at("error", "exception").items().reversed()) {
                List<Frame> frames = new ArrayList<>();
                for (Json frame : each.at("stacktrace").items()) {
                    String function = frame.at("function").word();
                    String module = frame.at("module").word();
                    frames.add(new Frame(
                            (module == null ? "" : module + ".") + (function == null ? "?" : function),
                            Envelope.word(frame.at("filename"), frame.at("abs_path")),
                            frame.at("line", "number").number(),
                            null,
                            !frame.at("library_frame").isTrue()));
                }
                String type = each.at("type").word();
                chain = new StackTrace(
                        type == null ? "" : type, each.at("message").text(), frames, chain, null);
            }
            if (chain != null) {
                draft.exception(chain);
            }
        }
    }
}
