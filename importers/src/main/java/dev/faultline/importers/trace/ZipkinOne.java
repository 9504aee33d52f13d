package dev.faultline.importers.trace;

import dev.faultline.importers.tree.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Zipkin's first version, told in the words of the second: who took part stands in the annotations, tags are {@code
 * binaryAnnotations}, and where time and duration are missing, the annotations' times say them.
 */
final class ZipkinOne {
    private ZipkinOne() {}

    /** The same span as version 2 has it; the span itself where it is one already. */
    static Json.Members modern(Json.Members span) {
        boolean first = !span.at("binaryAnnotations").isEmpty()
                || span.at("annotations").items().stream()
                        .anyMatch(each -> !each.at("endpoint").isEmpty());
        if (!first || !span.at("localEndpoint").isEmpty()) {
            return span;
        }
        Map<String, Json> members = new LinkedHashMap<>(span.values());
        members.remove("binaryAnnotations");
        Map<String, Json> tags = new LinkedHashMap<>();
        Json local = Json.Nothing.ABSENT;
        for (Json each : span.at("binaryAnnotations").items()) {
            String key = each.at("key").word();
            if (key != null && (key.equals("sa") || key.equals("ca"))) {
                members.put("remoteEndpoint", each.at("endpoint"));
            } else if (key != null) {
                tags.put(key, each.at("value"));
                local = local.isEmpty() ? each.at("endpoint") : local;
            }
        }
        members.put("tags", new Json.Members(tags, span.span()));
        Json begin = noted(span, "sr", "cs", "ms", "mr");
        Json end = noted(span, "sr".equals(begin.at("value").word()) ? "ss" : "cr");
        if (!begin.isEmpty()) {
            local = begin.at("endpoint");
            kind(begin.at("value").word(), members);
        } else if (local.isEmpty() && !span.at("annotations").items().isEmpty()) {
            local = span.at("annotations").items().getFirst().at("endpoint");
        }
        if (!local.isEmpty()) {
            members.put("localEndpoint", local);
        }
        times(begin, end, members);
        return new Json.Members(members, span.span());
    }

    /** The first of these annotations that is there. */
    private static Json noted(Json.Members span, String... values) {
        for (String value : values) {
            for (Json each : span.at("annotations").items()) {
                if (value.equals(each.at("value").word())) {
                    return each;
                }
            }
        }
        return Json.Nothing.ABSENT;
    }

    private static void kind(@Nullable String noted, Map<String, Json> members) {
        List<String> names = List.of("sr", "SERVER", "cs", "CLIENT", "ms", "PRODUCER", "mr", "CONSUMER");
        members.putIfAbsent("kind", new Json.Text(names.get(names.indexOf(noted) + 1)));
    }

    private static void times(Json begin, Json end, Map<String, Json> members) {
        long from = Digits.of(begin.at("timestamp").text(), 16);
        long to = Digits.of(end.at("timestamp").text(), 16);
        if (from > 0) {
            members.putIfAbsent("timestamp", begin.at("timestamp"));
            if (to >= from) {
                members.putIfAbsent("duration", new Json.Numeral(Long.toString(to - from), true));
            }
        }
    }
}
