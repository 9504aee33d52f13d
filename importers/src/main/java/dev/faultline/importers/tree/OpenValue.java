package dev.faultline.importers.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object or array whose end is not read yet. */
final class OpenValue {
    private final boolean object;
    private final long offset;
    private final long line;
    private final Map<String, Json> members;
    private final List<Json> items;
    private String name = "";
    private boolean named;

    OpenValue(boolean object, long offset, long line) {
        this.object = object;
        this.members = object ? new LinkedHashMap<>() : Map.of();
        this.items = object ? List.of() : new ArrayList<>();
        this.offset = offset;
        this.line = line;
    }

    /** The next value has this name. */
    void name(String next) {
        name = next;
        named = true;
    }

    /** Whether it is an object whose next value has no name yet. */
    boolean wantsName() {
        return object && !named;
    }

    /** Whether the name was taken already. */
    boolean add(Json value) {
        named = false;
        if (object) {
            return members.put(name, value) != null;
        }
        items.add(value);
        return false;
    }

    Json close(long end) {
        Json.Span span = new Json.Span(offset, end - offset, line);
        return object ? new Json.Members(members, span) : new Json.Items(items, span);
    }
}
