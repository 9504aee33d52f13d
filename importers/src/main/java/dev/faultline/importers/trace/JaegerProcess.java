package dev.faultline.importers.trace;

import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.Fields;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.AttributeValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A process of a trace, made ready for the spans that name it. */
final class JaegerProcess {
    private static final int MOST_SIMPLE = 256;

    final byte @Nullable [] service;
    /** False where it has tags that are no single values, or many. */
    final boolean simple;

    final List<String> keys = new ArrayList<>();
    final List<AttributeValue> values = new ArrayList<>();

    JaegerProcess(Json process) {
        String name = process.at("serviceName").word();
        service = name == null ? null : name.getBytes(StandardCharsets.UTF_8);
        Map<String, Json> tags = Jaeger.tags(process.at("tags"));
        boolean single = tags.size() <= MOST_SIMPLE;
        for (Map.Entry<String, Json> tag : tags.entrySet()) {
            Json value = tag.getValue();
            single &= !(value instanceof Json.Members);
            if (single && value != Json.Nothing.NULL && value != Json.Nothing.ABSENT) {
                keys.add(tag.getKey());
                values.add(Fields.attribute(value));
            }
        }
        simple = single && keys.size() + MOST_SIMPLE <= Limits.FIELDS;
    }
}
