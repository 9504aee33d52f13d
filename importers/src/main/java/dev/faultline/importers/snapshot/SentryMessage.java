package dev.faultline.importers.snapshot;

import dev.faultline.importers.tree.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The message of a Sentry event: said as it is, or a text with places and what belongs in them. */
final class SentryMessage {
    private SentryMessage() {}

    static @Nullable String of(Json record) {
        for (String name : List.of("logentry", "sentry.interfaces.Message", "message")) {
            Json entry = record.at(name);
            String formatted = entry.at("formatted").word();
            String raw = entry.at("message").text();
            if (formatted != null || raw != null) {
                return formatted != null ? formatted : filled(String.valueOf(raw), entry.at("params"));
            }
        }
        String message = record.at("message").text();
        return message == null ? null : filled(message, record.at("params"));
    }

    /** Fills {@code %s}, {@code %(name)s}, {@code {}}, {@code {0}} and {@code {name}}; keeps the places that nothing fills. */
    static String filled(String text, Json parameters) {
        if (parameters.isEmpty()) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int next = 0;
        for (int i = 0; i < text.length(); ) {
            Place place = Place.at(text, i);
            if (place == null) {
                out.append(text.charAt(i++));
                continue;
            }
            Json value = value(place, next, parameters);
            next += place.name.isEmpty() ? 1 : 0;
            String filled = value instanceof Json.Nothing ? null : value.text();
            out.append(filled == null ? text.substring(i, place.end) : filled);
            i = place.end;
        }
        return out.toString();
    }

    private static Json value(Place place, int next, Json parameters) {
        List<Json> list = parameters.items();
        if (list.isEmpty()) {
            return parameters.at(place.name);
        }
        int index = place.name.isEmpty() ? next : place.name.matches("[0-9]{1,4}") ? Integer.parseInt(place.name) : -1;
        return index < 0 || index >= list.size() ? Json.Nothing.ABSENT : list.get(index);
    }

    /** A place to fill; without a name, the next parameter belongs there. */
    private record Place(String name, int end) {
        static @Nullable Place at(String text, int from) {
            char c = text.charAt(from);
            if (c == '{') {
                int close = text.indexOf('}', from);
                boolean simple = close > 0 && close - from < 60;
                String name = simple ? text.substring(from + 1, close) : "";
                return simple && name.chars().allMatch(Character::isJavaIdentifierPart)
                        ? new Place(name, close + 1)
                        : null;
            }
            if (c != '%' || from + 1 >= text.length()) {
                return null;
            }
            int at = from + 1;
            String name = "";
            if (text.charAt(at) == '(') {
                int close = text.indexOf(')', at);
                if (close < 0 || close - at > 60) {
                    return null;
                }
                name = text.substring(at + 1, close);
                at = close + 1;
            }
            while (at < text.length() && at - from < 80 && "0123456789.-+".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            boolean conversion = at < text.length() && "sdifgrxXuv".indexOf(text.charAt(at)) >= 0;
            return conversion ? new Place(name, at + 1) : null;
        }
    }
}
