package dev.faultline.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which parts a report has, in which order and under which headings, as a team wants it. A text file: {@code ## Heading} puts
 * the section of that name there, {@code ## Heading = Section} another one, and lines below it are the team's own words, marked
 * as such. Cited evidence always stands at the end, so that no link leads nowhere.
 *
 * @param name how a person chooses it
 * @param parts in their order; none for everything as the program orders it
 */
public record ReportTemplate(String name, List<Part> parts) {
    /** How the name of such a file ends. */
    public static final String SUFFIX = ".report.md";

    /** Everything, in the order of the program. */
    public static final ReportTemplate WHOLE = new ReportTemplate("everything", List.of());

    private static final String EVIDENCE = "Evidence";
    private static final int LARGEST = 1 << 18;

    /** Copies the parts. */
    public ReportTemplate {
        parts = List.copyOf(parts);
    }

    /**
     * A heading and what stands below it.
     *
     * @param section the section of the program; one that is not known gives nothing
     * @param words the team's own, a sentence a line
     */
    public record Part(String heading, String section, List<String> words) {
        /** Copies the words. */
        public Part {
            words = List.copyOf(words);
        }
    }

    /** Reads a template. */
    public static ReportTemplate read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is larger than a template may be");
        }
        String fileName = String.valueOf(file.getFileName());
        String name = fileName.endsWith(SUFFIX) ? fileName.substring(0, fileName.length() - SUFFIX.length()) : fileName;
        List<Part> parts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        String heading = "";
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("## ")) {
                add(parts, heading, words);
                heading = line.substring(3).strip();
                words = new ArrayList<>();
            } else if (!line.isBlank() && !line.startsWith("# ")) {
                words.add(line.strip());
            }
        }
        add(parts, heading, words);
        if (parts.isEmpty()) {
            throw new IOException(file + " names no section; expected lines such as: ## Summary");
        }
        return new ReportTemplate(name, parts);
    }

    private static void add(List<Part> parts, String heading, List<String> words) {
        int equals = heading.lastIndexOf('=');
        if (!heading.isEmpty()) {
            parts.add(new Part(
                    equals < 0 ? heading : heading.substring(0, equals).strip(),
                    equals < 0 ? heading : heading.substring(equals + 1).strip(),
                    words));
        }
    }

    /** The templates of a folder by name, the whole report first; files that cannot be read are left out. */
    public static List<ReportTemplate> among(Path folder) throws IOException {
        List<ReportTemplate> found = new ArrayList<>(List.of(WHOLE));
        if (Files.isDirectory(folder)) {
            List<Path> files;
            try (var list = Files.list(folder)) {
                files = list.filter(file -> file.toString().endsWith(SUFFIX))
                        .sorted()
                        .toList();
            }
            for (Path file : files) {
                found.add(read(file));
            }
        }
        return found;
    }

    /** The report in the form of this template. */
    public Report on(Report whole) {
        if (parts.isEmpty()) {
            return whole;
        }
        List<Section> sections = new ArrayList<>();
        boolean evidence = false;
        for (Part part : parts) {
            List<Sentence> sentences = new ArrayList<>();
            for (String words : part.words()) {
                sentences.add(Sentence.said(Sentence.TEMPLATE + Keys.of(words), words));
            }
            find(whole, part.section()).ifPresent(section -> sentences.addAll(section.sentences()));
            sections.add(new Section(part.heading(), sentences));
            evidence |= part.section().equalsIgnoreCase(EVIDENCE);
        }
        if (!evidence) {
            find(whole, EVIDENCE).ifPresent(sections::add);
        }
        return new Report(whole.title(), whole.redacted(), sections, whole.picture());
    }

    private static Optional<Section> find(Report whole, String name) {
        return whole.sections().stream()
                .filter(section -> section.title().equalsIgnoreCase(name))
                .findFirst();
    }
}
