package dev.faultline.importers.snapshot;

import dev.faultline.importers.tree.Json;
import dev.faultline.model.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Variables that share a table: resolved as trees, cut where they come round again or become too many. */
final class GoogleVariables {
    private static final int MOST = 20_000;
    private static final int DEPTH = 100;

    private final List<Json> table;
    private int count;

    GoogleVariables(List<Json> table) {
        this.table = table;
    }

    List<Variable> of(Json list) {
        List<Variable> variables = new ArrayList<>();
        for (Json each : GoogleSnapshots.elements(list)) {
            if (!each.isEmpty()) {
                variables.add(variable(each, new LinkedHashSet<>()));
            }
        }
        return variables;
    }

    private Variable variable(Json value, Set<Integer> path) {
        String name = named(value);
        if (++count > MOST || path.size() > DEPTH) {
            return new Variable(name, null, null, List.of(), "…cut");
        }
        String index = value.at("varTableIndex").text();
        if (index == null) {
            return resolved(name, value, value, path);
        }
        int at = index.matches("[0-9]{1,6}") ? Integer.parseInt(index) : -1;
        if (at < 0 || at >= table.size()) {
            return new Variable(name, null, null, List.of(), "entry " + index + " is not in the table");
        }
        if (!path.add(at)) {
            return new Variable(name, type(value, table.get(at)), null, List.of(), "the same as further up (cycle)");
        }
        Variable found = resolved(name, value, table.get(at), path);
        path.remove(at);
        return found;
    }

    private Variable resolved(String name, Json here, Json value, Set<Integer> path) {
        List<Variable> members = new ArrayList<>();
        for (Json member : GoogleSnapshots.elements(value.at("members"))) {
            if (!member.isEmpty()) {
                members.add(variable(member, path));
            }
        }
        String own = here.at("status").isEmpty()
                ? GoogleSnapshots.sentence(value.at("status"))
                : GoogleSnapshots.sentence(here.at("status"));
        boolean empty = value.isEmpty();
        return new Variable(
                name,
                type(here, value),
                value.at("value").text(),
                members,
                empty && own == null ? "not in the export" : own);
    }

    private static @Nullable String type(Json here, Json value) {
        String type = here.at("type").word();
        return type == null ? value.at("type").word() : type;
    }

    private static String named(Json value) {
        String name = value.at("name").text();
        return name == null ? "" : name;
    }
}
