package dev.faultline.report;

import dev.faultline.export.EventView;
import dev.faultline.model.EventId;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a report again and compares each sentence with what the case says now. Sentences that somebody left out are no
 * matter; of those that somebody added, the numbers and quotations must stand in the events that they cite.
 *
 * @param checked how many sentences were compared
 * @param unmarked how many lines with words are no sentences of the report and cite nothing
 * @param failures the sentences that do not hold, in their order
 */
public record ReportCheck(int checked, int unmarked, List<Failure> failures) {
    private static final Pattern CITED = Pattern.compile("#([0-9]{1,9}\\.[0-9]{1,18})");

    /** Copies the list. */
    public ReportCheck {
        failures = List.copyOf(failures);
    }

    /**
     * A sentence that does not hold.
     *
     * @param line its line in the file, from 1
     * @param said what stands there
     * @param evidence what the case says instead
     */
    public record Failure(int line, String key, String said, String evidence) {}

    /** Whether a written report was redacted, so that its sentences can be made in the same way. */
    public static boolean isRedacted(Path file) throws IOException {
        String text = Files.readString(file);
        return text.contains("data-redacted=\"true\"") || text.contains("<!-- redacted -->");
    }

    /** Compares a file with the report that the case gives now. */
    public static ReportCheck of(Path file, ReportFormat format, Report now, Case of, EventView view)
            throws IOException {
        Map<String, Sentence> sentences = new HashMap<>();
        now.sections().forEach(section -> section.sentences().forEach(each -> sentences.put(each.key(), each)));
        List<Failure> failures = new ArrayList<>();
        int checked = 0;
        int unmarked = 0;
        List<String> lines = Files.readAllLines(file);
        Set<String> written = new HashSet<>();
        format.write(now).lines().map(ReportCheck::collapsed).forEach(written::add);
        CitedText cited = new CitedText(of.reader(), view);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int at = i + 1;
            String said = format.visible(line);
            // A team's own words are held against the events that they name, as those that somebody added.
            Optional<String> key = format.key(line).filter(each -> !each.startsWith(Sentence.TEMPLATE));
            if (key.isPresent()) {
                checked++;
                String expected = expected(key.get(), sentences, format, of, view, cited);
                if (!collapsed(line).equals(collapsed(expected))) {
                    failures.add(new Failure(at, key.get(), said, format.visible(expected)));
                }
            } else if (format.isFrame(line)) {
                checked++;
                if (!written.contains(collapsed(line))) {
                    failures.add(new Failure(at, "", said.isEmpty() ? line : said, "the case gives another one"));
                }
            } else if (isShape(line)) {
                // A template may name a section as its team does; but then it is the team that says so.
                unmarked += said.isEmpty() || written.contains(collapsed(line)) ? 0 : 1;
            } else if (isProse(said) && !written.contains(collapsed(line))) {
                List<EventId> events = events(said);
                Optional<String> absent = cited.absent(said, events);
                if (events.isEmpty()) {
                    unmarked++;
                } else {
                    checked++;
                    absent.ifPresent(
                            what -> failures.add(new Failure(at, "", said, "the cited events do not contain " + what)));
                }
            }
        }
        return new ReportCheck(checked, unmarked, failures);
    }

    private static String expected(
            String key, Map<String, Sentence> sentences, ReportFormat format, Case of, EventView view, CitedText cited)
            throws IOException {
        Sentence sentence = sentences.get(key);
        if (sentence == null && key.matches("audit/[0-9]{1,9}")) {
            sentence = new CustodySection(of, view).audit(Integer.parseInt(key.substring("audit/".length())));
        }
        if (sentence == null && key.startsWith("evidence/")) {
            sentence = cited.evidence(key.substring("evidence/".length())).orElse(null);
        }
        return sentence == null ? "nothing of it is in the case any more" : format.line(sentence);
    }

    private static String collapsed(String line) {
        return line.replaceAll("\\s+", " ").strip();
    }

    /** A heading, or what a page looks like. */
    private static boolean isShape(String line) {
        return line.startsWith("#") || line.startsWith("<h") || line.startsWith("<style");
    }

    private static boolean isProse(String said) {
        return !said.isEmpty() && said.contains(" ");
    }

    private static List<EventId> events(String said) {
        List<EventId> events = new ArrayList<>();
        Matcher matcher = CITED.matcher(said);
        while (matcher.find()) {
            EventId.parse(matcher.group(1)).ifPresent(events::add);
        }
        return events;
    }
}
