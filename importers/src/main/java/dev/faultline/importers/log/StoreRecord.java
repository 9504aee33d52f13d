package dev.faultline.importers.log;

import dev.faultline.importers.SourceContext;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonText;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of a log store: columns by their usual names, one of which holds the log line that was stored. */
public final class StoreRecord {
    private final JsonEvent event;
    private final InnerText inner;

    /** Times without a zone are in the context's. */
    public StoreRecord(SourceContext context) {
        event = new JsonEvent(context);
        inner = new InnerText(context);
    }

    /** For a source of which another row shows that its dates begin with the day. */
    void daysFirst() {
        event.daysFirst();
    }

    /** Gives a row whose columns have whatever names its store gives them. */
    public void give(Json.Members row, EventSink sink) {
        List<String> names = new ArrayList<>(row.values().keySet());
        List<Json> values = new ArrayList<>(row.values().values());
        List<String> meanings = CsvHeader.of(names).names();
        Map<String, Json> renamed = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).isEmpty()) {
                renamed.putIfAbsent(meanings.get(i), values.get(i));
            }
        }
        giveNamed(new Json.Members(renamed, row.span()), sink);
    }

    /** Gives a row whose columns are named already. */
    void giveNamed(Json.Members row, EventSink sink) {
        Json.Span span = row.span();
        EventDraft draft = sink.draft().record(span.offset(), span.shortLength(), span.line());
        Json.Members unfolded = InnerText.unfold(readable(row), "message");
        event.fill(unfolded, draft, span, sink);
        String message = unfolded.at("message").word();
        if (message != null && message.equals(row.at("message").word())) {
            String level = unfolded.at("level").word();
            inner.fill(draft, message, level == null ? 0 : Levels.ofWord(level.strip()));
        }
        if (message == null && unfolded.at("msg").isEmpty() && !draft.isTold()) {
            draft.message(JsonText.of(row));
        }
        sink.accept();
    }

    /** Kibana's time as others write it; a status that is no level is an attribute. */
    private static Json.Members readable(Json.Members row) {
        Map<String, Json> values = new LinkedHashMap<>(row.values());
        String time = row.at("@timestamp").word();
        if (time != null && time.contains(" @ ")) {
            values.put("@timestamp", new Json.Text(time.replace(" @ ", " ")));
        }
        String level = row.at("level").word();
        if (level != null && Levels.ofWord(level.strip()) == 0 && level.strip().length() > 2) {
            values.remove("level");
            values.put("status", new Json.Text(level));
        }
        return new Json.Members(values, row.span());
    }
}
