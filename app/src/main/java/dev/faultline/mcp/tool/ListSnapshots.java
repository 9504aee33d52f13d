package dev.faultline.mcp.tool;

import dev.faultline.analysis.variable.SnapshotSummary;
import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.Event;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Timestamps;
import dev.faultline.query.Hits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists snapshots. */
final class ListSnapshots implements Tool {
    @Override
    public String name() {
        return "snapshots";
    }

    @Override
    public String description() {
        return "Snapshots: stacks with the variables of their frames, at the point of failure. Read one with snapshot.";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(Parameter.EVENTS);
        parameters.add(Parameter.number("limit", "At most this many, up to 200; default 50."));
        parameters.add(Parameter.number("offset", "How many to pass over."));
        return parameters;
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        Hits hits = question.hits().and(question.hits("kind:snapshot"));
        long offset = Math.min(question.offset(), hits.count());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Event event : hits.page(offset, question.limit(50))) {
            rows.add(row(event));
        }
        return Answer.rows("snapshots", rows, hits.count(), offset);
    }

    private static Map<String, Object> row(Event event) {
        Snapshot snapshot = event.detail() instanceof Snapshot held ? held : new Snapshot(List.of(), null);
        SnapshotSummary summary = SnapshotSummary.of(event, snapshot);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", event.id().toString());
        if (event.hasTime()) {
            row.put("time", Timestamps.format(event.time()));
        }
        EventAnswer.put(row, "trace_id", event.traceId());
        row.put("frames", summary.frames());
        row.put("variables", summary.variables());
        row.put("not_captured", summary.missing().size());
        Map<String, Object> untrusted = new LinkedHashMap<>();
        EventAnswer.put(untrusted, "service", event.service());
        EventAnswer.put(
                untrusted, "at", summary.top() == null ? null : summary.top().toString());
        EventAnswer.put(untrusted, "message", event.message().isEmpty() ? null : event.message());
        EventAnswer.put(
                untrusted,
                "exception",
                event.exception() == null ? null : event.exception().type());
        row.put(Answer.UNTRUSTED, untrusted);
        return row;
    }
}
