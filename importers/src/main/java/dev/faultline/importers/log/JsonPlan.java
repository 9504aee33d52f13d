package dev.faultline.importers.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of a shape's fields may be the time, the level, the message and so on, and what its attributes are called: what
 * {@link JsonFields} and {@link JsonEvent} find out by name for each record, found out once.
 */
final class JsonPlan {
    /** What tells records that {@link CloudDeeds} and {@link LogMessageRecord} know. */
    private static final List<String> CLOUD = List.of(
            "LogMessage", "webaclId", "query_name", "scriptName", "ScriptName", "userPrincipalName", "trace.span_id");

    /** A name that a part of the record has here: its leaf, or -1 for an object; and the leaves that say no more then. */
    record Candidate(String name, int leaf, boolean isEmpty, long covered) {
        boolean isObject() {
            return leaf < 0;
        }
    }

    final Candidate[] times;
    final Candidate[] messages;
    final Candidate[] levels;
    final Candidate[] services;
    final Candidate[] loggers;
    final Candidate[] threads;
    final Candidate[] traces;
    final Candidate[] spans;
    final Candidate[] stacks;
    final Candidate[] errors;
    final Candidate[] status;
    /** GELF's message, by which its levels are known. */
    final Candidate[] shortMessage;
    /** Whether the record might be a request, an exception in parts, or bunyan's. */
    final boolean request;

    final boolean thrown;
    final boolean odd;
    /** Per leaf the name that it has as an attribute. */
    final String[] attributes;

    private final List<List<String>> leaves = new ArrayList<>();
    private final Map<String, Object> names = new LinkedHashMap<>();

    private JsonPlan(JsonShape end) {
        read(end);
        times = candidates(JsonNames.TIMES);
        messages = candidates(JsonNames.MESSAGES);
        levels = candidates(JsonNames.LEVELS);
        services = candidates(JsonNames.SERVICES);
        loggers = candidates(JsonNames.LOGGERS);
        threads = candidates(JsonNames.THREADS);
        traces = candidates(JsonNames.TRACES);
        spans = candidates(JsonNames.SPANS);
        stacks = candidates(JsonNames.STACKS);
        errors = candidates(JsonNames.ERRORS);
        status = candidates(JsonNames.STATUS);
        shortMessage = candidates(List.of("short_message"));
        request = candidates(JsonNames.METHODS).length > 0 || candidates(List.of("request")).length > 0;
        thrown = candidates(JsonNames.THROWN).length > 0;
        odd = names.containsKey("traceparent")
                || at("t", "$date") != null
                || names.containsKey("reqId") && names.containsKey("remoteAddr")
                || names.containsKey("auditID")
                || names.containsKey("Action") && names.containsKey("Actor")
                || CLOUD.stream().anyMatch(names::containsKey)
                || at("trace", "span_id") != null
                || at("record", "error_severity") != null
                || names.containsKey("v") && names.containsKey("hostname");
        attributes = leaves.stream().map(path -> String.join(".", path)).toArray(String[]::new);
    }

    /** What the lines say that end in this state. */
    static JsonPlan of(JsonShape end) {
        return new JsonPlan(end);
    }

    private void read(JsonShape end) {
        Deque<JsonShape> steps = new ArrayDeque<>();
        for (JsonShape at = end; at != null; at = at.before) {
            steps.push(at);
        }
        Deque<Map<String, Object>> open = new ArrayDeque<>();
        Deque<String> path = new ArrayDeque<>();
        open.push(names);
        @Nullable JsonShape name = null;
        for (JsonShape step : steps) {
            if (step.step == JsonShape.Step.OPEN && name != null) {
                String text = text(name);
                Map<String, Object> members = new LinkedHashMap<>();
                open.element().put(text, members);
                open.push(members);
                path.addLast(text);
            } else if (name != null) {
                leaf(name, open.element(), path);
            }
            if (step.step == JsonShape.Step.CLOSE && step != end) {
                open.pop();
                path.removeLast();
            }
            name = step.step == JsonShape.Step.NAME ? step : null;
        }
    }

    private void leaf(JsonShape name, Map<String, Object> members, Deque<String> path) {
        List<String> whole = new ArrayList<>(path);
        whole.add(text(name));
        members.put(text(name), leaves.size());
        leaves.add(whole);
    }

    private static String text(JsonShape name) {
        return new String(name.name, 1, name.name.length - 2, StandardCharsets.UTF_8);
    }

    private Candidate[] candidates(List<String> wanted) {
        List<Candidate> found = new ArrayList<>();
        for (String name : wanted) {
            Object there = find(name);
            if (there instanceof Integer leaf) {
                found.add(new Candidate(name, leaf, false, covered(name)));
            } else if (there instanceof Map<?, ?> members) {
                found.add(new Candidate(name, -1, members.isEmpty(), covered(name)));
            }
        }
        return found.toArray(Candidate[]::new);
    }

    /** As {@link JsonFields#get}. */
    private @Nullable Object find(String name) {
        Object direct = names.get(name);
        if (direct != null || name.indexOf('.') < 0 || name.indexOf('/') >= 0) {
            return direct;
        }
        Object nested = at(name.split("\\.", -1));
        if (nested != null) {
            return nested;
        }
        int dot = name.lastIndexOf('.');
        return at(name.substring(0, dot), name.substring(dot + 1));
    }

    private @Nullable Object at(String... path) {
        Object value = names;
        for (String name : path) {
            value = value instanceof Map<?, ?> members ? members.get(name) : null;
        }
        return value;
    }

    /** The leaves that are no attributes where this name was used. */
    private long covered(String name) {
        long mask = 0;
        for (int i = 0; i < leaves.size(); i++) {
            List<String> path = leaves.get(i);
            boolean used =
                    path.getFirst().equals(name) || path.size() > 1 && name.equals(path.get(0) + "." + path.get(1));
            mask |= used ? 1L << i : 0;
        }
        return mask;
    }
}
