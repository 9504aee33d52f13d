package dev.faultline.text;

import dev.faultline.analysis.trace.CriticalPath;
import dev.faultline.analysis.trace.SpanNode;
import dev.faultline.analysis.trace.TraceComparison;
import dev.faultline.analysis.trace.TraceProblem;
import dev.faultline.analysis.trace.TraceSummary;
import dev.faultline.analysis.trace.TraceTree;
import dev.faultline.model.Timestamps;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Traces as the command line writes them. Lengths of time are seconds, as {@code histogram}'s interval is. */
public final class TraceJson {
    private TraceJson() {}

    public static void summary(JsonGenerator json, TraceSummary trace) {
        json.writeStringProperty("trace_id", trace.traceId());
        json.writeStringProperty("start", Timestamps.format(trace.start()));
        json.writeStringProperty("end", Timestamps.format(trace.end()));
        json.writeNumberProperty("duration", trace.duration() / 1e9);
        json.writeNumberProperty("duration_ns", trace.duration());
        json.writeNumberProperty("spans", trace.spans());
        json.writeNumberProperty("errors", trace.errors());
        json.writeBooleanProperty("error", trace.errors() > 0);
        json.writeArrayPropertyStart("services");
        trace.services().forEach(json::writeString);
        json.writeEndArray();
        json.writeObjectPropertyStart("root");
        json.writeStringProperty("id", trace.root().toString());
        text(json, "service", trace.rootService());
        text(json, "name", trace.rootName());
        if (trace.rootDuration() >= 0) {
            json.writeNumberProperty("duration", trace.rootDuration() / 1e9);
        }
        json.writeBooleanProperty("missing", trace.rootIsMissing());
        json.writeEndObject();
    }

    /** The spans stand in one list, parents before their children: deep traces break nested documents. */
    public static void tree(JsonGenerator json, TraceTree tree, int most) {
        json.writeStringProperty("trace_id", tree.traceId());
        json.writeNumberProperty("duration", tree.duration() / 1e9);
        json.writeNumberProperty("duration_ns", tree.duration());
        json.writeNumberProperty("span_count", tree.spans().size());
        json.writeNumberProperty(
                "errors", tree.spans().stream().filter(SpanNode::failed).count());
        Set<String> services = new LinkedHashSet<>();
        tree.spans().forEach(span -> {
            if (span.service() != null) {
                services.add(span.service());
            }
        });
        json.writeArrayPropertyStart("services");
        services.forEach(json::writeString);
        json.writeEndArray();
        if (tree.root() >= 0) {
            json.writeStringProperty("root", tree.spans().get(tree.root()).id().toString());
        }
        json.writeArrayPropertyStart("spans");
        for (SpanNode span : tree.spans().subList(0, Math.min(most, tree.spans().size()))) {
            json.writeStartObject();
            span(json, span);
            json.writeEndObject();
        }
        json.writeEndArray();
        criticalPath(json, tree);
        problems(json, tree);
    }

    private static void span(JsonGenerator json, SpanNode span) {
        json.writeStringProperty("id", span.id().toString());
        text(json, "span_id", span.spanId());
        text(json, "parent_id", span.parentId());
        json.writeNumberProperty("parent", span.parent());
        json.writeNumberProperty("depth", span.depth());
        json.writeNumberProperty("children", span.children());
        text(json, "service", span.service());
        text(json, "name", span.name());
        json.writeStringProperty("start", Timestamps.format(span.start()));
        json.writeStringProperty("end", Timestamps.format(span.end()));
        json.writeNumberProperty("duration", span.duration() / 1e9);
        json.writeNumberProperty("self", span.self() / 1e9);
        json.writeNumberProperty("duration_ns", span.duration());
        json.writeNumberProperty("self_ns", span.self());
        json.writeNumberProperty("critical_ns", span.critical());
        json.writeBooleanProperty("critical", span.critical() > 0);
        json.writeBooleanProperty("error", span.failed());
        if (!span.problems().isEmpty()) {
            json.writeArrayPropertyStart("problems");
            span.problems().forEach(problem -> json.writeString(problem.label()));
            json.writeEndArray();
        }
    }

    private static void criticalPath(JsonGenerator json, TraceTree tree) {
        json.writeArrayPropertyStart("critical_path");
        for (CriticalPath.Segment segment : tree.criticalPath().segments()) {
            SpanNode span = tree.spans().get(segment.span());
            json.writeStartObject();
            json.writeStringProperty("id", span.id().toString());
            text(json, "span_id", span.spanId());
            text(json, "service", span.service());
            text(json, "name", span.name());
            json.writeStringProperty("from", Timestamps.format(segment.from()));
            json.writeStringProperty("to", Timestamps.format(segment.to()));
            json.writeNumberProperty("duration_ns", segment.to() - segment.from());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void problems(JsonGenerator json, TraceTree tree) {
        json.writeArrayPropertyStart("problems");
        for (TraceProblem problem : tree.problems()) {
            json.writeStartObject();
            json.writeStringProperty("type", problem.type().label());
            json.writeNumberProperty("count", problem.count());
            json.writeStringProperty("text", problem.sentence());
            json.writeArrayPropertyStart("events");
            problem.events().forEach(id -> json.writeString(id.toString()));
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    public static void place(JsonGenerator json, TraceComparison.Place place) {
        json.writeNumberProperty("index", place.index());
        json.writeNumberProperty("parent", place.parent());
        json.writeNumberProperty("depth", place.depth());
        text(json, "service", place.service());
        text(json, "name", place.name());
        json.writeStringProperty("difference", place.difference().label());
        json.writeStringProperty("text", place.sentence());
        json.writeNumberProperty("self_delta", place.selfDelta() / 1e9);
        json.writeNumberProperty("chance", place.chance());
        side(json, "first", place.first());
        side(json, "second", place.second());
    }

    private static void side(JsonGenerator json, String name, TraceComparison.Side side) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("traces", side.traces());
        json.writeNumberProperty("failed", side.failed());
        json.writeNumberProperty("calls", side.calls());
        json.writeNumberProperty("duration", side.duration() / 1e9);
        json.writeNumberProperty("self", side.self() / 1e9);
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
