package dev.faultline.mcp.tool;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.EventAnswer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.playbook.Library;
import dev.faultline.playbook.Playbook;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names the playbooks there are. */
final class ListPlaybooks implements Tool {
    @Override
    public String name() {
        return "list_playbooks";
    }

    @Override
    public String description() {
        return "The playbooks of the program and the team, by name. match_playbooks says which of them fit this case.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.number("limit", "At most this many, up to 200; default 100."),
                Parameter.number("offset", "How many to pass over."));
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        return question.page("playbooks", question.library().entries(), 100, ListPlaybooks::row);
    }

    private static Map<String, Object> row(Library.Entry entry) {
        Map<String, Object> row = new LinkedHashMap<>();
        String called = ReadPlaybook.called(entry);
        EventAnswer.put(row, "name", called.isEmpty() ? null : called);
        row.put("built_in", entry.isBuiltIn());
        Playbook playbook = entry.playbook();
        if (playbook == null) {
            row.put("usable", false);
            row.put(Answer.UNTRUSTED, Map.of("file", entry.name()));
            return row;
        }
        row.put("version", playbook.version());
        row.put("status", playbook.status().name().toLowerCase(Locale.ROOT));
        row.put("level", playbook.level());
        Map<String, Object> untrusted = new LinkedHashMap<>();
        untrusted.put("file", entry.name());
        untrusted.put("title", playbook.title());
        EventAnswer.put(untrusted, "summary", playbook.summary());
        untrusted.put("tags", playbook.tags());
        row.put(Answer.UNTRUSTED, untrusted);
        return row;
    }
}
