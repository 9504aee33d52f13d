package dev.faultline.importers.change;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Line;
import dev.faultline.importers.Lines;
import dev.faultline.importers.NamelessService;
import dev.faultline.model.Attribution;
import dev.faultline.model.Change;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An authorship note of git-ai that was saved as a file: an event for each file that it attests, with who wrote which lines.
 * Specified by git-ai's "authorship/3.0.0" standard. In a repository they are read with their commits.
 *
 * <p>Traps: the note says no time; keys are those of sessions, humans or prompts; the JSON behind the attestation holds whole
 * conversations, which are passed over; a note may attest nothing. Samples: {@code changes/git-ai-notes}.
 */
public final class GitAiNotes implements NamelessService {
    private static final int MOST_FILES = 20_000;
    private static final int LONGEST = 20_000;
    private static final Pattern PART =
            Pattern.compile("\"(s_[0-9a-f]{6,20}|h_[0-9a-f]{6,20}|[0-9a-f]{7,16})\"\\s{0,4}:\\s{0,4}\\{"
                    + "|\"(tool|model|author|human_author|base_commit_sha)\"\\s{0,4}:\\s{0,4}\"([^\"\\\\]{1,200})\"");

    @Override
    public String format() {
        return "git-ai-note";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        String text = head.text();
        int json = text.startsWith("---\n{") ? 4 : text.indexOf("\n---\n{") + 5;
        int schema = json < 4 ? -1 : text.indexOf("\"schema_version\"", json);
        return schema >= 0
                        && text.startsWith("authorship/", Math.max(0, text.indexOf("authorship/", schema)))
                        && text.indexOf("authorship/", schema) - schema < 40
                ? 0.97
                : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        List<Attested> files = new ArrayList<>();
        Who who = new Who();
        Lines lines = input.lines(sink);
        boolean json = false;
        while (lines.next() && !sink.cancelled()) {
            Line line = lines.line();
            int length = line.to - line.from;
            if (!json && length == 3 && text(line).equals("---")) {
                json = true;
            } else if (json) {
                who.look(text(line));
            } else if (length > 2 && line.buffer[line.from] == ' ' && !files.isEmpty()) {
                files.getLast().add(text(line), line);
            } else if (length > 0 && files.size() < MOST_FILES) {
                files.add(new Attested(unquoted(text(line)), line.offset, line.number, line.length));
            } else if (length > 0) {
                sink.reject(
                        IssueCode.TOO_MANY_ENTRIES, "more files than are read", line.offset, line.length, line.number);
            }
        }
        files.forEach(file -> file.give(who, sink));
    }

    private static String text(Line line) {
        return new String(line.buffer, line.from, line.to - line.from, StandardCharsets.UTF_8);
    }

    private static String unquoted(String path) {
        boolean quoted = path.length() > 1 && path.startsWith("\"") && path.endsWith("\"");
        return quoted ? path.substring(1, path.length() - 1) : path;
    }

    /** Who is behind the keys. */
    private static final class Who {
        private final Map<String, Map<String, String>> entries = new HashMap<>();
        private Map<String, String> current = new HashMap<>();
        private @Nullable String commit;

        void look(String line) {
            Matcher matcher = PART.matcher(line);
            while (matcher.find()) {
                if (matcher.group(1) != null && entries.size() < MOST_FILES) {
                    current = entries.computeIfAbsent(matcher.group(1), key -> new HashMap<>());
                } else if ("base_commit_sha".equals(matcher.group(2))) {
                    commit = commit == null ? matcher.group(3) : commit;
                } else if (matcher.group(2) != null) {
                    current.putIfAbsent(matcher.group(2), matcher.group(3));
                }
            }
        }

        private Map<String, String> of(String key) {
            int session = key.indexOf("::");
            return entries.getOrDefault(session < 0 ? key : key.substring(0, session), Map.of());
        }
    }

    /** A file, and the lines of it that somebody wrote. */
    private static final class Attested {
        private final String path;
        private final long offset;
        private final long number;
        private final List<String> ranges = new ArrayList<>();
        private long end;
        private int size;

        Attested(String path, long offset, long number, int length) {
            this.path = path;
            this.offset = offset;
            this.number = number;
            this.end = offset + length;
        }

        void add(String range, Line line) {
            size += range.length();
            if (size < LONGEST) {
                ranges.add(range.strip());
            }
            end = line.offset + line.length;
        }

        void give(Who who, EventSink sink) {
            Set<String> authors = new LinkedHashSet<>();
            String tool = null;
            String marker = null;
            for (String range : ranges) {
                int blank = range.indexOf(' ');
                String key = blank < 0 ? range : range.substring(0, blank);
                String rows = blank < 0 ? "" : range.substring(blank + 1);
                Map<String, String> entry = who.of(key);
                String model = entry.getOrDefault("model", "");
                String name = key.startsWith("h_")
                        ? entry.getOrDefault("author", "a person")
                        : entry.getOrDefault("tool", "an unknown tool") + (model.isEmpty() ? "" : " (" + model + ")");
                authors.add(name + " " + rows);
                if (!key.startsWith("h_") && tool == null) {
                    tool = entry.getOrDefault("tool", "unknown tool");
                    marker = "git-ai note: " + range + (model.isEmpty() ? "" : " (" + model + ")");
                }
            }
            Attribution attribution = tool != null
                    ? new Attribution(Attribution.Author.AI_AUTHORED, tool, marker)
                    : ranges.isEmpty()
                            ? Attribution.UNKNOWN
                            : new Attribution(Attribution.Author.HUMAN, null, "git-ai note: " + ranges.getFirst());
            EventDraft draft = sink.draft().record(offset, (int) Math.min(Integer.MAX_VALUE, end - offset), number);
            draft.kind(Kind.CHANGE)
                    .name("attribution of " + path)
                    .message(path + ": " + (authors.isEmpty() ? "no lines" : String.join("; ", authors)))
                    .attribute("vcs.ref.head.revision", who.commit)
                    .attribute("code.file.path", path)
                    .detail(new Change(
                            "attribution",
                            who.commit,
                            List.of(),
                            null,
                            String.join("\n", ranges),
                            List.of(),
                            List.of(),
                            List.of(),
                            attribution));
            sink.accept();
        }
    }
}
