package dev.faultline.importers.change;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What in a foreign repository's folder would run a command or lead elsewhere if git opened it. Nothing of it is ever copied
 * or obeyed; a person should know that it was there.
 */
final class GitDangers {
    private static final int MOST_BYTES = 1 << 20;
    /** Sections of a configuration that only describe. */
    private static final Set<String> HARMLESS =
            Set.of("branch", "remote", "user", "color", "gc", "pack", "init", "extensions", "index", "feature");

    private static final Set<String> HARMLESS_CORE = Set.of(
            "repositoryformatversion",
            "filemode",
            "bare",
            "logallrefupdates",
            "ignorecase",
            "precomposeunicode",
            "symlinks",
            "autocrlf",
            "safecrlf",
            "eol",
            "abbrev",
            "compression",
            "longpaths",
            "quotepath",
            "commitgraph",
            "sparsecheckout",
            "sharedrepository");
    private static final Set<String> HARMLESS_REMOTE = Set.of("url", "fetch", "push", "pushurl", "tagopt", "prune");

    private GitDangers() {}

    /** One short phrase for each. */
    static List<String> of(Path folder) throws IOException {
        List<String> found = new ArrayList<>(configuration(folder));
        if (hooks(folder)) {
            found.add("hooks");
        }
        for (String lead : List.of("objects/info/alternates", "objects/info/http-alternates", "commondir")) {
            if (Files.exists(folder.resolve(lead), LinkOption.NOFOLLOW_LINKS)) {
                found.add(lead);
            }
        }
        if (Files.isRegularFile(folder.resolve("info/attributes"), LinkOption.NOFOLLOW_LINKS)) {
            found.add("info/attributes");
        }
        return found;
    }

    private static boolean hooks(Path folder) throws IOException {
        Path hooks = folder.resolve("hooks");
        if (!Files.isDirectory(hooks, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> files = Files.list(hooks)) {
            return files.anyMatch(file -> !file.toString().endsWith(".sample"));
        }
    }

    private static List<String> configuration(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : List.of("config", "config.worktree")) {
            Path file = folder.resolve(name);
            if (Files.isSymbolicLink(file)) {
                found.add(name + " is a link");
            } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                try (InputStream in = Files.newInputStream(file)) {
                    keys(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8), found);
                }
            }
        }
        return found;
    }

    /** Whatever is not known to be harmless is named. */
    private static void keys(String text, List<String> found) {
        String section = "";
        for (String raw : text.split("\n", -1)) {
            String line = raw.strip();
            int close = line.indexOf(']');
            if (line.startsWith("[") && close > 0) {
                section = line.substring(1, close)
                        .replace("\"", "")
                        .strip()
                        .split("[ .]", 2)[0]
                        .toLowerCase(Locale.ROOT);
                line = line.substring(close + 1).strip();
            }
            int end = 0;
            while (end < line.length() && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '-')) {
                end++;
            }
            String key = line.substring(0, end).toLowerCase(Locale.ROOT);
            if (!key.isEmpty() && !isHarmless(section, key) && found.size() < 20) {
                found.add(section + "." + key);
            }
        }
    }

    private static boolean isHarmless(String section, String key) {
        return switch (section) {
            case "core" -> HARMLESS_CORE.contains(key);
            case "remote" -> HARMLESS_REMOTE.contains(key);
            default -> HARMLESS.contains(section);
        };
    }
}
