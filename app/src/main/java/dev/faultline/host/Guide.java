package dev.faultline.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The user guide: the project's own pages, which the build puts into the program, so that help needs no network. */
public final class Guide {
    private static final List<String> NAMES = List.of(
            "guide/first-minutes.md",
            "first-incident.md",
            "guide/files.md",
            "query.md",
            "investigate.md",
            "analysis.md",
            "playbooks.md",
            "share.md",
            "clocks.md",
            "machines.md",
            "formats.md",
            "format-definitions.md",
            "guide/trouble.md");

    private static final Pattern PICTURE = Pattern.compile("!\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[([^\\]]+)\\]\\([^)]*\\)");
    private static final Pattern RULER = Pattern.compile("^\\|[\\s:|-]+\\|?$");

    private Guide() {}

    /**
     * One page.
     *
     * @param title its first heading
     * @param markdown its text, for a reader that knows neither tables nor pictures nor links
     */
    public record Page(String title, String markdown) {
        /** Whether all words are in it, whatever their case. */
        public boolean has(String words) {
            String text = markdown.toLowerCase(Locale.ROOT);
            return List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream()
                    .allMatch(text::contains);
        }
    }

    /** All pages, in the order in which one would read them. */
    public static List<Page> pages() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (String name : NAMES) {
            try (InputStream in = Guide.class.getResourceAsStream("/dev/faultline/guide/" + name)) {
                if (in == null) {
                    throw new IOException("the guide's page " + name + " is missing in this build");
                }
                pages.add(page(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return List.copyOf(pages);
    }

    static Page page(String markdown) {
        List<String> lines = new ArrayList<>();
        boolean head = true;
        for (String line : markdown.split("\n", -1)) {
            if (!line.startsWith("|")) {
                head = true;
                lines.add(line);
            } else if (RULER.matcher(line).matches() || head) {
                // The names of the columns and the rule below them say nothing in a list.
                head = false;
            } else {
                lines.add(row(line));
            }
        }
        String text = LINK.matcher(PICTURE.matcher(String.join("\n", lines)).replaceAll("*$1*"))
                .replaceAll("$1");
        String title = text.lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .map(line -> line.substring(2))
                .orElse("");
        return new Page(title, text);
    }

    private static String row(String line) {
        String[] cells = line.replace("\\|", "\u0000").split("\\|", -1);
        StringBuilder row = new StringBuilder("- ");
        for (int i = 1; i < cells.length; i++) {
            String cell = cells[i].strip().replace('\u0000', '|');
            if (!cell.isEmpty()) {
                row.append(i == 1 ? "" : " · ").append(cell);
            }
        }
        return row.toString();
    }
}
