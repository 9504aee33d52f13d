package dev.faultline.importers.log;

import dev.faultline.importers.tree.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds fields of a record under the names that loggers give them, with dots in the name or nested, and notes which. */
final class JsonFields {
    private final Json.Members record;
    private final Set<String> used = new HashSet<>();

    JsonFields(Json.Members record) {
        this.record = record;
    }

    /** The first of these names that has a value; {@link Json.Nothing#ABSENT} for none. */
    Json first(List<String> names) {
        for (String name : names) {
            Json value = get(name);
            if (!value.isEmpty()) {
                used.add(name);
                return value;
            }
        }
        return Json.Nothing.ABSENT;
    }

    /** Which of these names has a value first, without noting it. */
    @Nullable
    String firstName(List<String> names) {
        for (String name : names) {
            if (!get(name).isEmpty()) {
                return name;
            }
        }
        return null;
    }

    /** The first of these names that is a scalar, without noting it. */
    @Nullable
    String firstWord(List<String> names) {
        for (String name : names) {
            if (get(name).word() != null) {
                return name;
            }
        }
        return null;
    }

    /** The same, without noting it. */
    Json peek(List<String> names) {
        for (String name : names) {
            Json value = get(name);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return Json.Nothing.ABSENT;
    }

    Json get(String name) {
        Json direct = record.at(name);
        if (direct != Json.Nothing.ABSENT || name.indexOf('.') < 0 || name.indexOf('/') >= 0) {
            return direct;
        }
        Json nested = record.at(name.split("\\.", -1));
        if (nested != Json.Nothing.ABSENT) {
            return nested;
        }
        int dot = name.lastIndexOf('.');
        return record.at(name.substring(0, dot), name.substring(dot + 1));
    }

    /** The text of the first of these names that is a scalar. */
    @Nullable
    String text(List<String> names) {
        for (String name : names) {
            String word = get(name).word();
            if (word != null) {
                used.add(name);
                return word;
            }
        }
        return null;
    }

    void use(String name) {
        used.add(name);
    }

    boolean isUsed(String name) {
        return used.contains(name);
    }
}
