package dev.faultline.importers.web;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.IssueCode;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requests that a browser or proxy recorded: HTTP archives, version 1.2. Specified by "HAR 1.2 Spec" (Odvarko).
 *
 * <p>Traps: archives carry cookies, tokens and bodies, so headers and bodies stay in the evidence and are no attributes,
 * and the import says that they are there; durations are float milliseconds, -1 where they do not apply; a status of 0 is
 * a request without an answer; entries without a start or without a version happen. Sample: {@code
 * logs/har/checkout-open.har}.
 */
public final class Har implements NamelessService {
    private static final String ENTRIES = "log.entries[]";
    private static final Set<String> SECRET =
            Set.of("cookie", "set-cookie", "authorization", "proxy-authorization", "x-api-key");

    @Override
    public String format() {
        return "har";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        boolean log = keys.has("log.entries")
                || keys.has("log.version") && (keys.has("log.creator") || keys.has("log.pages"));
        return log ? 0.98 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        boolean[] warned = new boolean[1];
        new JsonElements(sink, Set.of(ENTRIES), (entry, path) -> {
                    if (!warned[0] && hasSecrets(entry)) {
                        warned[0] = true;
                        sink.report(
                                IssueCode.SECRETS,
                                "the archive holds cookies, tokens or bodies of requests; they stay in the evidence",
                                entry.span().offset(),
                                entry.span().line());
                    }
                    entry(entry, sink);
                })
                .read(input);
    }

    private static boolean hasSecrets(Json.Members entry) {
        if (!entry.at("request", "cookies").isEmpty()
                || !entry.at("request", "postData").isEmpty()) {
            return true;
        }
        return secretHeader(entry.at("request")) || secretHeader(entry.at("response"));
    }

    private static boolean secretHeader(Json message) {
        for (Json header : message.at("headers").items()) {
            String name = header.at("name").word();
            if (name != null && SECRET.contains(name.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static void entry(Json.Members entry, EventSink sink) {
        Json.Span place = entry.span();
        Json request = entry.at("request");
        Json response = entry.at("response");
        String url = request.at("url").word();
        if (url == null) {
            sink.reject(
                    IssueCode.NOT_A_RECORD, "an entry without a request", place.offset(), place.length(), place.line());
            return;
        }
        EventDraft draft = sink.draft().record(place.offset(), place.shortLength(), place.line());
        Optional<Long> time = JsonTime.nanos(entry.at("startedDateTime"));
        if (time.isPresent()) {
            draft.time(time.get(), TimeQuality.EXACT);
        } else {
            sink.report(IssueCode.TIME_MISSING, "the entry has no start", place.offset(), place.line());
        }
        draft.duration(WebRequest.nanos(entry.at("time").text(), 6));
        String method = request.at("method").word();
        String message = WebRequest.target(draft, method == null ? "GET" : method, url);
        int status = response.at("status").number();
        WebRequest.status(draft, status);
        String failure = failure(response);
        draft.message(message + " " + status + (failure == null ? "" : " " + failure));
        for (Json header : request.at("headers").items()) {
            header(draft, header.at("name").word(), header.at("value").word());
        }
        attributes(entry, request, response, draft, sink);
        sink.accept();
    }

    private static @Nullable String failure(Json response) {
        return response.at("_error").word();
    }

    private static void header(EventDraft draft, @Nullable String name, @Nullable String value) {
        switch (name == null ? "" : name.toLowerCase(Locale.ROOT)) {
            case "traceparent" -> TraceContext.parent(draft, value);
            case "x-b3-traceid" -> TraceContext.trace(draft, value);
            case "x-b3-spanid" -> TraceContext.span(draft, value);
            case "x-amzn-trace-id" -> TraceContext.amazon(draft, value);
            case "x-request-id" -> draft.attribute("http.request.header.x-request-id", value);
            case "user-agent" -> draft.attribute("user_agent.original", value);
            case "referer" -> draft.attribute("http.request.header.referer", value);
            default -> {
                // Headers may hold secrets: the rest stays in the evidence.
            }
        }
    }

    private static void attributes(Json.Members entry, Json request, Json response, EventDraft draft, EventSink sink) {
        Fields fields = new Fields(draft);
        fields.add("network.peer.address", entry.at("serverIPAddress"));
        fields.add("network.protocol.version", request.at("httpVersion"));
        fields.add("http.response.status_text", response.at("statusText"));
        draft.attribute("http.response.redirect_url", response.at("redirectURL").word());
        fields.add("http.response.body.size", response.at("content", "size"));
        fields.add("http.response.header.content-type", response.at("content", "mimeType"));
        fields.add("har.page", entry.at("pageref"));
        fields.add("har.resource_type", entry.at("_resourceType"));
        fields.add("har.connection", entry.at("connection"));
        for (Map.Entry<String, Json> timing : entry.at("timings").members().entrySet()) {
            String text = timing.getValue().text();
            if (text != null && !text.startsWith("-")) {
                fields.add("har.timings." + timing.getKey(), timing.getValue());
            }
        }
        fields.finish(sink, entry.span());
    }
}
