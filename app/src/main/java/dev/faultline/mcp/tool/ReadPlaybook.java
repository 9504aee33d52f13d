package dev.faultline.mcp.tool;

import dev.faultline.mcp.ask.Answer;
import dev.faultline.mcp.ask.Parameter;
import dev.faultline.mcp.ask.Question;
import dev.faultline.mcp.ask.Tool;
import dev.faultline.mcp.ask.ToolException;
import dev.faultline.playbook.Library;
import dev.faultline.playbook.Playbook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows a playbook's own text. */
final class ReadPlaybook implements Tool {
    /** Less than what an answer cuts a text to. */
    private static final int LONGEST_PART = 3_500;

    @Override
    public String name() {
        return "read_playbook";
    }

    @Override
    public String description() {
        return "The text of a playbook, in parts of whole lines: its signs, steps, candidates, remedies and how a fix is"
                + " verified.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("name", "Its name, as list_playbooks says it.").wanted(),
                Parameter.number("offset", "How many parts to pass over."));
    }

    /** The playbook that the argument names. */
    static Library.Entry entry(Question question) throws IOException, ToolException {
        String name = question.arguments().text("name").orElse("");
        return question.library()
                .find(name)
                .orElseThrow(() -> new ToolException("there is no such playbook; list_playbooks names them"));
    }

    /**
     * What an assistant calls it by: the program's own by name, another by its id. Whoever may put a file into the library
     * must not speak to the assistant by its name.
     */
    static String called(Library.Entry entry) {
        Playbook playbook = entry.file().playbook();
        return entry.isBuiltIn() ? entry.name() : playbook == null ? "" : playbook.id();
    }

    @Override
    public Answer answer(Question question) throws IOException, ToolException {
        Library.Entry entry = entry(question);
        List<Map<String, Object>> parts = parts(entry.file().text());
        int from = (int) Math.min(question.offset(), parts.size());
        return Answer.rows("parts", parts.subList(from, parts.size()), parts.size(), from)
                .with("name", called(entry))
                .with("usable", entry.playbook() != null);
    }

    private static List<Map<String, Object>> parts(String text) {
        List<Map<String, Object>> parts = new ArrayList<>();
        int line = 1;
        int from = 0;
        while (from < text.length()) {
            int most = Math.min(text.length(), from + LONGEST_PART);
            int last = most == text.length() ? most : text.lastIndexOf('\n', most - 1) + 1;
            int to = last > from ? last : most;
            String part = text.substring(from, to);
            parts.add(Map.of("line", line, Answer.UNTRUSTED, Map.of("text", part)));
            line += (int) part.chars().filter(each -> each == '\n').count();
            from = to;
        }
        return parts;
    }
}
