package dev.faultline.mcp.tool;

import dev.faultline.analysis.trace.SpanNode;
import dev.faultline.analysis.trace.TraceProblem;
import dev.faultline.analysis.trace.TraceTree;
import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.Event;
import dev.faultline.model.Severity;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Hits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Shows one trace. */
final class ShowTrace implements Tool {
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{1,32}");
    private static final int MOST_RECORDS = 40;

    @Override
    public String name() {
        return "trace";
    }

    @Override
    public String description() {
        return "One trace: its spans, parents before their children, with self time and share of the critical path; its"
                + " logs and snapshots; what is wrong with it.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("trace_id", "Up to 32 hexadecimal digits.").wanted(),
                Parameter.number("limit", "At most this many spans, up to 150; default 100."),
                Parameter.number("offset", "How many spans to pass over."));
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        String id = question.arguments().text("trace_id").orElse("");
        if (!HEX.matcher(id).matches()) {
            throw new ToolException("a trace id is up to 32 hexadecimal digits");
        }
        String padded = "0".repeat(32 - id.length()) + id.toLowerCase(Locale.ROOT);
        Hits hits = question.hits("trace_id:" + padded);
        if (hits.count() == 0) {
            throw new ToolException("no event of the case has the trace id " + padded);
        }
        TraceTree tree = TraceTree.of(padded, hits, question.cancelled());
        int from = (int) Math.min(question.offset(), tree.spans().size());
        int to =
                Math.min(from + Math.min(150, question.limit(100)), tree.spans().size());
        List<Map<String, Object>> spans = new ArrayList<>();
        for (int i = from; i < to; i++) {
            spans.add(span(tree, i));
        }
        Hits records = question.hits("NOT kind:span").and(hits);
        List<Map<String, Object>> shown =
                records.page(0, Math.min(MOST_RECORDS, Question.MOST_ROWS - spans.size())).stream()
                        .map(ShowTrace::record)
                        .toList();
        return Answer.rows("spans", spans, tree.spans().size(), from)
                .with("trace_id", padded)
                .with("duration_ns", tree.duration())
                .with("errors", tree.spans().stream().filter(SpanNode::failed).count())
                .with(
                        "problems",
                        tree.problems().stream()
                                .limit(10)
                                .map(ShowTrace::problem)
                                .toList())
                .with("records_total", records.count())
                .with("records", shown);
    }

    private static Map<String, Object> span(TraceTree tree, int index) {
        SpanNode span = tree.spans().get(index);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", span.id().toString());
        EventAnswer.put(row, "span_id", span.spanId());
        EventAnswer.put(row, "parent_id", span.parentId());
        if (span.parent() >= 0) {
            row.put("parent", tree.spans().get(span.parent()).id().toString());
        }
        row.put("depth", span.depth());
        row.put("start", Timestamps.format(span.start()));
        row.put("duration_ns", span.duration());
        row.put("self_ns", span.self());
        row.put("critical_ns", span.critical());
        row.put("error", span.failed());
        if (!span.problems().isEmpty()) {
            row.put(
                    "problems",
                    span.problems().stream().map(TraceProblem.Type::label).toList());
        }
        Map<String, Object> untrusted = new LinkedHashMap<>();
        EventAnswer.put(untrusted, "service", span.service());
        EventAnswer.put(untrusted, "name", span.name());
        row.put(Answer.UNTRUSTED, untrusted);
        return row;
    }

    /** Enough to choose by; search by the event's id, or snapshot, gives all of it. */
    private static Map<String, Object> record(Event event) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", event.id().toString());
        if (event.hasTime()) {
            row.put("time", Timestamps.format(event.time()));
        }
        row.put("kind", event.kind().label());
        if (event.severity() != Severity.UNSPECIFIED) {
            row.put("severity", event.severity().label());
        }
        Map<String, Object> untrusted = new LinkedHashMap<>();
        EventAnswer.put(untrusted, "service", event.service());
        EventAnswer.put(untrusted, "message", event.message().isEmpty() ? event.name() : event.message());
        EventAnswer.put(
                untrusted,
                "exception",
                event.exception() == null ? null : event.exception().type());
        row.put(Answer.UNTRUSTED, untrusted);
        return row;
    }

    private static Map<String, Object> problem(TraceProblem problem) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("type", problem.type().label());
        row.put("count", problem.count());
        row.put("events", EventAnswer.ids(problem.events()));
        row.put(Answer.UNTRUSTED, Map.of("text", problem.sentence()));
        return row;
    }
}
