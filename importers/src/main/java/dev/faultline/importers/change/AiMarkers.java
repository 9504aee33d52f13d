package dev.faultline.importers.change;

import dev.faultline.model.Attribution;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which AI tools took part in a commit, by markers that tools really leave: trailers anywhere in the message, and the
 * identities of authors and committers. A marker is matched whole, with its address or its fixed wording, never by a bare
 * name: people are called Devin and Jules, and cursors are things of databases. Nothing found means unknown, not human.
 */
final class AiMarkers {
    private static final Pattern TRAILER = Pattern.compile(
            "^(?:co-authored-by|assisted-by|generated-by|made-with|committed-by-agent|authored-by):\\s*(.+)$",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_LINE = 500;
    private static final AiMarkers KNOWN = new AiMarkers(MarkerRules.load());

    private final List<MarkerRules.Rule> rules;

    AiMarkers(List<MarkerRules.Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Authorship: an AI's own identity is its author; a trailer says that it assisted. */
    static Attribution of(String author, String committer, String body) {
        return KNOWN.attribution(author, committer, body);
    }

    Attribution attribution(String author, String committer, String body) {
        Set<String> tools = new LinkedHashSet<>();
        List<String> markers = new ArrayList<>();
        for (String whole : body.lines().toList()) {
            String line = whole.strip();
            if (line.length() <= LONGEST_LINE && tools.addAll(ofLine(line))) {
                markers.add(line);
            }
        }
        if (!tools.isEmpty()) {
            return new Attribution(Attribution.Author.AI_ASSISTED, String.join(", ", tools), markers.getFirst());
        }
        for (String identity : List.of(author, committer)) {
            Optional<String> tool = ofIdentity(identity).stream().findFirst();
            if (tool.isPresent()) {
                return new Attribution(Attribution.Author.AI_AUTHORED, tool.get(), identity);
            }
        }
        return author.contains("[bot]") ? new Attribution(Attribution.Author.BOT, null, author) : Attribution.UNKNOWN;
    }

    private List<String> ofLine(String line) {
        Matcher trailer = TRAILER.matcher(line);
        List<String> tools = new ArrayList<>(trailer.matches() ? ofIdentity(trailer.group(1)) : List.of());
        for (MarkerRules.Rule rule : rules) {
            if (rule.where() == MarkerRules.Where.LINE
                    && rule.expression().matcher(line).find()) {
                tools.add(rule.tool());
            }
        }
        return tools;
    }

    private List<String> ofIdentity(String identity) {
        return rules.stream()
                .filter(rule -> rule.where() == MarkerRules.Where.IDENTITY
                        && rule.expression().matcher(identity).find())
                .map(MarkerRules.Rule::tool)
                .toList();
    }
}
