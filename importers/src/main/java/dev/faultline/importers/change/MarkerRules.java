package dev.faultline.importers.change;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The markers as data: {@code ai-markers.tsv}, and a team's own file of the same form behind it, named by the environment
 * variable {@code FAULTLINE_AI_MARKERS}.
 */
final class MarkerRules {
    private static final String OWN = "FAULTLINE_AI_MARKERS";
    private static final int COLUMNS = 3;

    private MarkerRules() {}

    /** Where a marker stands. */
    enum Where {
        /** In {@code Name <address>} of an author, a committer or a trailer. */
        IDENTITY,
        /** In a line of the message. */
        LINE
    }

    /**
     * One marker.
     *
     * @param tool the AI tool
     * @param where where it stands
     * @param expression its form, without regard to case
     */
    record Rule(String tool, Where where, Pattern expression) {}

    static List<Rule> load() {
        List<Rule> rules = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(MarkerRules.class.getResourceAsStream("ai-markers.tsv"))) {
            rules.addAll(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "ai-markers.tsv"));
            String own = System.getenv(OWN);
            if (own != null && !own.isBlank()) {
                rules.addAll(parse(Files.readString(Path.of(own)), own));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    OWN + " names a file that cannot be read: " + unreadable.getMessage(), unreadable);
        }
        return rules;
    }

    static List<Rule> parse(String text, String name) {
        List<Rule> rules = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            try {
                if (cells.length != COLUMNS) {
                    throw new IllegalArgumentException(
                            "three columns are expected: tool, identity or line, expression");
                }
                Where where = Where.valueOf(cells[1].strip().toUpperCase(Locale.ROOT));
                rules.add(new Rule(cells[0].strip(), where, Pattern.compile(cells[2], Pattern.CASE_INSENSITIVE)));
            } catch (PatternSyntaxException bad) {
                throw new IllegalArgumentException(name + ", line " + number + ": " + bad.getDescription(), bad);
            } catch (IllegalArgumentException bad) {
                throw new IllegalArgumentException(name + ", line " + number + ": " + bad.getMessage(), bad);
            }
        }
        return rules;
    }
}
