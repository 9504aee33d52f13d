package dev.faultline.importers.change;

import dev.faultline.model.Attribution;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An authorship note of git-ai ({@code refs/notes/ai}, authorship/3.0.0): lines of files with the keys of who wrote them,
 * a line {@code ---}, then JSON. Only the attestation and the tool's name are read; conversations are not.
 */
final class GitAiNote {
    private static final Pattern TOOL = Pattern.compile("\"tool\"\\s*:\\s*\"([A-Za-z0-9 _.-]{1,40})\"");
    private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([A-Za-z0-9 _./:-]{1,80})\"");
    private static final Pattern RANGE = Pattern.compile("^ {2}(\\S{1,80}) [0-9,-]{1,10000}$");

    private GitAiNote() {}

    /** An AI, where lines are attested to a session or prompt; nothing where the note attests none to one. */
    static Optional<Attribution> attribution(String note) {
        int end = note.indexOf("\n---");
        String attestation = end < 0 ? note : note.substring(0, end);
        Optional<String> first = attestation
                .lines()
                .filter(line -> {
                    Matcher range = RANGE.matcher(line);
                    return range.matches() && !range.group(1).startsWith("h_");
                })
                .findFirst();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String json = end < 0 ? "" : note.substring(end);
        Matcher tool = TOOL.matcher(json);
        Matcher model = MODEL.matcher(json);
        String name = tool.find() ? tool.group(1) : "unknown tool";
        String marker = "git-ai note: " + first.get().strip() + (model.find() ? " (" + model.group(1) + ")" : "");
        return Optional.of(new Attribution(Attribution.Author.AI_AUTHORED, name, marker));
    }
}
