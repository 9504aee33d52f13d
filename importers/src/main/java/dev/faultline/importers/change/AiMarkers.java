package dev.faultline.importers.change;

import dev.faultline.model.Attribution;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which AI tool took part in a commit, by markers that tools really leave: trailers anywhere in the message, and the
 * identities of authors and committers. A marker is matched whole, with its address or its fixed wording, never by a bare
 * name: people are called Devin and Jules, and cursors are things of databases. Nothing found means unknown, not human.
 */
final class AiMarkers {
    /** A tool and the forms of its marker; the identity of an author is written as {@code Name <address>}. */
    private record Marker(
            String tool, Pattern identity, @Nullable Pattern line) {}

    private static final List<Marker> MARKERS = List.of(
            marker(
                    "Claude",
                    "noreply@anthropic\\.com|\\+claude(?:\\[bot\\])?@users\\.noreply\\.github\\.com|claude\\[bot\\]",
                    "Generated with \\[?Claude Code|^Claude-Session: https?://|^Committed-By-Agent: claude|^Assisted-by: Claude\\b"),
            marker(
                    "GitHub Copilot",
                    "\\+copilot@users\\.noreply\\.github\\.com|copilot-swe-agent\\[bot\\]|Copilot Autofix powered by AI",
                    "^Agent-Logs-Url: https://github\\.com|^Copilot-Session: |^Assisted-by: GitHub Copilot"),
            marker(
                    "Cursor",
                    "cursoragent@cursor\\.com|\\+cursoragent@users\\.noreply\\.github\\.com|noreply@cursor\\.com",
                    "^Made-with: Cursor\\b|^Generated-by: Cursor\\b|Made with \\[Cursor\\]\\(https://cursor"),
            marker(
                    "OpenAI Codex",
                    "(?:noreply|codex)@openai\\.com",
                    "^Assisted-by: (?:OpenAI )?(?:Codex|GPT-|ChatGPT)"),
            marker("Devin", "devin-ai-integration\\[bot\\]", null),
            marker("Gemini", "gemini-code-assist\\[bot\\]", "^Assisted-by: Gemini\\b"),
            marker("Jules", "google-labs-jules\\[bot\\]", null),
            marker("Junie", "jetbrains-junie\\[bot\\]|\\+junie-agent@|junie-eap\\[bot\\]", null),
            marker("aider", "aider@aider\\.chat|\\(aider\\) <", null),
            marker("OpenCode", "(?:noreply@opencode\\.(?:ai|dev)|opencode@local)", null),
            marker("Amp", "amp@ampcode\\.com", null),
            marker("Factory Droid", "factory-droid\\[bot\\]", null),
            marker("Augment", "augment@augmentcode\\.com", null),
            marker("Pi", "noreply@pi\\.dev", null),
            marker("Firebender", "help@firebender\\.com", "Generated with \\[Firebender\\]"),
            marker("CodeRabbit", "coderabbitai\\[bot\\]", null),
            marker("Ellipsis", "ellipsis-dev\\[bot\\]", "Generated with :heart: by \\[?ellipsis\\.dev"),
            marker("Perfloop", "agent@perfloop\\.ai", null),
            marker("Truffle", "truffleagent@gmail\\.com", null),
            marker("Rovo Dev", "Rovo Dev \\(", null));
    private static final Pattern TRAILER = Pattern.compile(
            "^(?:co-authored-by|assisted-by|generated-by|made-with|committed-by-agent|authored-by):\\s*(.+)$",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_LINE = 500;

    private AiMarkers() {}

    private static Marker marker(String tool, String identity, @Nullable String line) {
        return new Marker(
                tool,
                Pattern.compile(identity, Pattern.CASE_INSENSITIVE),
                line == null ? null : Pattern.compile(line, Pattern.CASE_INSENSITIVE));
    }

    /** Authorship: an AI's own identity is its author; a trailer says that it assisted. */
    static Attribution of(String author, String committer, String body) {
        for (String whole : body.lines().toList()) {
            String line = whole.strip();
            Optional<Attribution> found = line.length() > LONGEST_LINE ? Optional.empty() : trailer(line);
            if (found.isPresent()) {
                return found.get();
            }
        }
        for (String identity : List.of(author, committer)) {
            for (Marker marker : MARKERS) {
                if (marker.identity().matcher(identity).find()) {
                    return new Attribution(Attribution.Author.AI_AUTHORED, marker.tool(), identity);
                }
            }
        }
        return author.contains("[bot]") ? new Attribution(Attribution.Author.BOT, null, author) : Attribution.UNKNOWN;
    }

    private static Optional<Attribution> trailer(String line) {
        Matcher trailer = TRAILER.matcher(line);
        String identity = trailer.matches() ? trailer.group(1) : null;
        for (Marker marker : MARKERS) {
            boolean named =
                    identity != null && marker.identity().matcher(identity).find();
            boolean worded =
                    marker.line() != null && marker.line().matcher(line).find();
            if (named || worded) {
                return Optional.of(new Attribution(Attribution.Author.AI_ASSISTED, marker.tool(), line));
            }
        }
        return Optional.empty();
    }
}
