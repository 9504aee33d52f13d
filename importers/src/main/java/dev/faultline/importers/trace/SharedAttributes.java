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

/** A resource's attributes, made ready for all spans that share them. */
final class SharedAttributes {
    static final SharedAttributes NONE = new SharedAttributes(Map.of());

    final byte @Nullable [] service;
    /** Whether all are single values, and few enough that a span with them stays within the limits. */
    final boolean simple;

    final String[] keys;
    final AttributeValue[] values;

    SharedAttributes(Map<String, Json> resource) {
        String name = resource.getOrDefault("service.name", Json.Nothing.ABSENT).word();
        service = name == null ? null : name.getBytes(StandardCharsets.UTF_8);
        List<String> names = new ArrayList<>();
        List<AttributeValue> all = new ArrayList<>();
        boolean single = resource.size() < Limits.FIELDS / 2;
        for (Map.Entry<String, Json> each : resource.entrySet()) {
            Json value = each.getValue();
            if (value instanceof Json.Members) {
                single = false;
            } else if (!each.getKey().equals("service.name")
                    && value != Json.Nothing.NULL
                    && value != Json.Nothing.ABSENT) {
                names.add(each.getKey());
                all.add(Fields.attribute(value));
            }
        }
        simple = single;
        keys = names.toArray(String[]::new);
        values = all.toArray(AttributeValue[]::new);
    }
}
