package dev.faultline.importers.snapshot;

import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that a Datadog snapshot captured: {@code {type, value | fields | elements | entries, isNull, …}}. */
final class DatadogVariables {
    private DatadogVariables() {}

    /** What was visible when the probe fired: at the exit, or else at its lines; what differs at the entry is a group. */
    static List<Variable> of(Json captures) {
        List<Variable> variables = new ArrayList<>(context(captures.at("return")));
        captures.at("lines").members().forEach((line, context) -> {
            if (variables.isEmpty()) {
                variables.addAll(context(context));
            } else {
                variables.add(group("line " + line, context(context)));
            }
        });
        List<Variable> entry = context(captures.at("entry"));
        if (variables.isEmpty()) {
            return entry;
        }
        if (!entry.isEmpty()) {
            variables.add(group("at entry", entry));
        }
        return variables;
    }

    /** A parameter can be listed as an argument with its value and again as a null local: the value counts. */
    private static List<Variable> context(Json context) {
        List<Variable> variables = new ArrayList<>();
        context.at("arguments").members().forEach((name, value) -> variables.add(variable(name, value, 0)));
        Map<String, Json> arguments = context.at("arguments").members();
        context.at("locals").members().forEach((name, value) -> {
            Json argument = arguments.get(name);
            if (argument == null || !argument.equals(value) && !isNull(value) && !isNull(argument)) {
                variables.add(variable(name, value, 0));
            } else if (isNull(argument) && !isNull(value)) {
                variables.replaceAll(each -> each.name().equals(name) ? variable(name, value, 0) : each);
            }
        });
        List<Variable> statics = new ArrayList<>();
        context.at("staticFields").members().forEach((name, value) -> statics.add(variable(name, value, 0)));
        if (!statics.isEmpty()) {
            variables.add(group("static fields", statics));
        }
        return variables;
    }

    private static Variable group(String name, List<Variable> members) {
        return new Variable(name, null, null, members, null);
    }

    private static boolean isNull(Json value) {
        return value.at("isNull").isTrue();
    }

    private static Variable variable(String name, Json value, int depth) {
        String type = value.at("type").text();
        if (depth >= Limits.TREE_DEPTH || value == Json.Nothing.CUT) {
            return new Variable(name, type, null, List.of(), "…cut: nested deeper than " + Limits.TREE_DEPTH);
        }
        List<Variable> members = new ArrayList<>();
        value.at("fields").members().forEach((field, member) -> members.add(variable(field, member, depth + 1)));
        for (Json element : value.at("elements").items()) {
            members.add(variable("[" + members.size() + "]", element, depth + 1));
        }
        for (Json entry : value.at("entries").items()) {
            members.add(entry(entry.items(), members.size(), depth + 1));
        }
        String text = isNull(value)
                ? "null"
                : members.isEmpty() ? leaf(value) : value.at("value").text();
        return new Variable(name, type, text, members, notCaptured(value, members.size(), text));
    }

    /** An empty collection is a value worth seeing: it is often why something failed. */
    private static @Nullable String leaf(Json value) {
        boolean empty = "0".equals(value.at("size").text())
                && value.at("notCapturedReason").text() == null;
        String text = value.at("value").text();
        return text == null && empty ? "[]" : text;
    }

    /** The key's value is the name where it is a plain one; otherwise key and value are members. */
    private static Variable entry(List<Json> entry, int index, int depth) {
        if (entry.size() != 2) {
            return new Variable("[" + index + "]", null, null, List.of(), "not a pair of key and value");
        }
        String key = entry.getFirst().at("value").text();
        return key != null
                ? variable(key, entry.getLast(), depth)
                : group(
                        "[" + index + "]",
                        List.of(variable("key", entry.getFirst(), depth), variable("value", entry.getLast(), depth)));
    }

    private static @Nullable String notCaptured(Json value, int members, @Nullable String text) {
        String reason = value.at("notCapturedReason").text();
        String size = value.at("size").text();
        if (reason != null) {
            return words(reason) + (size == null ? "" : ", size " + size);
        }
        if (!value.at("truncated").isTrue()) {
            return null;
        }
        int kept = text == null ? members : text.length();
        return "truncated: the first " + kept + (size == null ? "" : " of " + size);
    }

    private static String words(String reason) {
        return switch (reason) {
            case "depth" -> "depth: nested deeper than the probe captures";
            case "fieldCount" -> "fieldCount: more fields than the probe captures";
            case "collectionSize" -> "collectionSize: more elements than the probe captures";
            case "timeout" -> "timeout: the probe ran out of time";
            case "redactedIdent" -> "redactedIdent: redacted by its name";
            case "redactedType" -> "redactedType: redacted by its type";
            default -> reason;
        };
    }
}
