package dev.faultline.importers.exchange;

import dev.faultline.importers.Head;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Input;
import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonRecords;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.StackTrace;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events as {@code search --jsonl} and bundles write them, an object a line: how the events of a source come into another
 * case when its original bytes must not, or cannot. Where each event stood in the original is kept as the attribute
 * {@code origin}. Specified by {@code EventJson} of the app.
 *
 * <p>Traps: attributes have flat names with dots in them, so their values are taken as they are; a frame is one text.
 */
public final class ExportedEvents implements Importer {
    private static final int DEPTH = 2 * Limits.TREE_DEPTH + 20;

    @Override
    public String format() {
        return "faultline";
    }

    @Override
    public double recognises(Head head) {
        if (!JsonRecords.looksLikeJson(head)) {
            return 0;
        }
        String text = head.text();
        String start = text.substring(0, Math.min(300, text.length()));
        boolean ours = start.contains("\"time_quality\":\"") && start.contains("\"kind\":\"");
        return ours && text.contains("\"source\":{\"id\":") ? 0.99 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        new JsonRecords(sink, DEPTH, record -> record(record, sink)).read(input);
    }

    private static void record(Json.Members record, EventSink sink) {
        Json.Span span = record.span();
        Optional<Kind> kind = Kind.of(String.valueOf(record.at("kind").text()));
        if (kind.isEmpty()) {
            sink.reject(IssueCode.NOT_A_RECORD, "an object without a kind", span.offset(), span.length(), span.line());
            return;
        }
        EventDraft draft = sink.draft().record(span.offset(), span.shortLength(), span.line());
        draft.kind(kind.get());
        time(record, draft);
        Severity.of(String.valueOf(record.at("severity").text())).ifPresent(draft::severity);
        draft.service(record.at("service").text())
                .name(record.at("name").text())
                .message(record.at("message").text())
                .thread(record.at("thread").text())
                .logger(record.at("logger").text());
        ids(record, draft);
        draft.exception(exception(record.at("exception")));
        record.at("attributes").members().forEach((name, value) -> draft.attribute(name, attribute(value)));
        if (record.at("source") instanceof Json.Members origin) {
            draft.attribute("origin", Fields.attribute(origin));
        }
        ExportedDetail.of(record).ifPresent(draft::detail);
        sink.accept();
    }

    private static void time(Json.Members record, EventDraft draft) {
        Optional<Long> time = nanos(record.at("time"));
        Optional<TimeQuality> quality = quality(record.at("time_quality").text());
        if (time.isEmpty() || quality.isEmpty()) {
            return;
        }
        draft.time(time.get(), quality.get());
        nanos(record.at("end")).ifPresent(end -> draft.duration(end - time.get()));
    }

    private static Optional<Long> nanos(Json value) {
        String text = value.text();
        return text == null ? Optional.empty() : Timestamps.parse(text);
    }

    private static Optional<TimeQuality> quality(@Nullable String label) {
        for (TimeQuality quality : TimeQuality.values()) {
            if (quality.label().equals(label)) {
                return Optional.of(quality);
            }
        }
        return Optional.empty();
    }

    private static void ids(Json.Members record, EventDraft draft) {
        byte[] trace = hex(record.at("trace_id"));
        draft.traceIdHex(trace, 0, trace.length);
        byte[] current = hex(record.at("span_id"));
        draft.spanIdHex(current, 0, current.length);
        byte[] parent = hex(record.at("parent_id"));
        draft.parentIdHex(parent, 0, parent.length);
    }

    private static byte[] hex(Json value) {
        String text = value.text();
        return text == null ? new byte[0] : text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static AttributeValue attribute(Json value) {
        return value == Json.Nothing.NULL ? new AttributeValue(AttributeValue.Type.NULL, "") : Fields.attribute(value);
    }

    /** Chains are long in hostile files: no recursion. */
    private static @Nullable StackTrace exception(Json outermost) {
        List<Json> chain = new ArrayList<>();
        for (Json each = outermost; each instanceof Json.Members && chain.size() < Limits.TREE_DEPTH; ) {
            chain.add(each);
            each = each.at("cause");
        }
        @Nullable StackTrace cause = null;
        for (Json each : chain.reversed()) {
            String type = each.at("type").text();
            cause = new StackTrace(
                    type == null ? "" : type,
                    each.at("message").text(),
                    ExportedDetail.frames(each.at("frames")),
                    cause,
                    null);
        }
        return cause;
    }
}
