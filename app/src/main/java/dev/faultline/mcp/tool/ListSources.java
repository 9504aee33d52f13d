package dev.faultline.mcp.tool;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Source;
import dev.faultline.model.TimeRange;
import dev.faultline.model.Timestamps;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was imported. */
final class ListSources implements Tool {
    @Override
    public String name() {
        return "list_sources";
    }

    @Override
    public String description() {
        return "What the case holds: every imported file with its number, format, SHA-256, counts of events and of"
                + " rejected records, and the time it covers. Start here.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.number("limit", "At most this many, up to 200; default 100."),
                Parameter.number("offset", "How many to pass over."));
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        List<Source> sources = question.reader().sources();
        int from = (int) Math.min(question.offset(), sources.size());
        int to = Math.min(from + question.limit(100), sources.size());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Source source : sources.subList(from, to)) {
            rows.add(row(question.reader(), source));
        }
        Answer answer = Answer.rows("sources", rows, sources.size(), from)
                .with("events", question.reader().events());
        TimeRange range = question.reader().range().orElse(null);
        return range == null
                ? answer
                : answer.with("first", Timestamps.format(range.from())).with("last", Timestamps.format(range.to()));
    }

    private static Map<String, Object> row(CaseReader reader, Source source) throws IOException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("source", source.id());
        row.put("format", source.format());
        row.put("charset", source.charset());
        row.put("bytes", source.bytes());
        EventAnswer.put(row, "sha256", source.sha256());
        row.put("state", source.state().name().toLowerCase(Locale.ROOT));
        row.put("events", source.events());
        row.put("rejected", source.rejected());
        row.put("skipped", source.skipped());
        if (source.first() <= source.last()) {
            row.put("first", Timestamps.format(source.first()));
            row.put("last", Timestamps.format(source.last()));
        }
        EventAnswer.put(row, "zone", source.zone());
        Map<IssueCode, Long> counts = reader.issueCounts(source.id());
        if (!counts.isEmpty()) {
            Map<String, Object> issues = new TreeMap<>();
            counts.forEach((code, count) -> issues.put(code.name(), count));
            row.put("issues", issues);
        }
        Map<String, Object> untrusted = new LinkedHashMap<>();
        // The name alone: where it lies on this machine is nobody's business.
        untrusted.put("name", lastPart(source.path()));
        EventAnswer.put(untrusted, "container", source.container() == null ? null : lastPart(source.container()));
        EventAnswer.put(untrusted, "service", source.service());
        row.put(Answer.UNTRUSTED, untrusted);
        return row;
    }

    private static String lastPart(String path) {
        String unix = path.replace('\\', '/');
        String trimmed = unix.endsWith("/") ? unix.substring(0, unix.length() - 1) : unix;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
