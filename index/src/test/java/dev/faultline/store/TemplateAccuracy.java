package dev.faultline.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * How well mined patterns group labelled messages, as the papers on log parsing count it: grouping accuracy is the share
 * of lines whose group is exactly one true group; F1 is of the groups themselves.
 *
 * <p>As a program: {@code TemplateAccuracy FOLDER} prints a line for each {@code *_structured.csv} of loghub.
 */
record TemplateAccuracy(String system, int lines, int groups, int trueGroups, double accuracy, double f1) {
    /** A message with the label that people gave it. */
    record Labelled(String content, String label) {}

    static TemplateAccuracy of(String system, List<Labelled> lines, ToIntFunction<byte[]> grouping) {
        Map<Integer, Set<Integer>> found = new HashMap<>();
        Map<String, Set<Integer>> wanted = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            int group = grouping.applyAsInt(lines.get(i).content().getBytes(StandardCharsets.UTF_8));
            found.computeIfAbsent(group, key -> new HashSet<>()).add(i);
            wanted.computeIfAbsent(lines.get(i).label(), key -> new HashSet<>()).add(i);
        }
        Set<Set<Integer>> truth = new HashSet<>(wanted.values());
        int right = 0;
        int rightLines = 0;
        for (Set<Integer> group : found.values()) {
            if (truth.contains(group)) {
                right++;
                rightLines += group.size();
            }
        }
        double precision = (double) right / found.size();
        double recall = (double) right / wanted.size();
        double f1 = right == 0 ? 0 : 2 * precision * recall / (precision + recall);
        return new TemplateAccuracy(
                system, lines.size(), found.size(), wanted.size(), (double) rightLines / lines.size(), f1);
    }

    /** What our miner makes of the messages; each message without a pattern is a group of its own. */
    static TemplateAccuracy ofMiner(String system, List<Labelled> lines) {
        TemplateMiner miner = new TemplateMiner();
        int[] alone = {-1};
        return of(system, lines, message -> {
            MinedTemplate template = miner.mine(message, 0, message.length);
            return template == null ? alone[0]-- : template.pattern;
        });
    }

    static List<Labelled> read(Path structured) throws IOException {
        List<List<String>> rows = csv(Files.readString(structured));
        int content = rows.getFirst().indexOf("Content");
        int label = rows.getFirst().indexOf("EventId");
        List<Labelled> lines = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            lines.add(new Labelled(row.get(content), row.get(label)));
        }
        return lines;
    }

    /** RFC 4180. */
    private static List<List<String>> csv(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    field.append(c);
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (c != '\r') {
                field.append(c);
            }
        }
        return rows;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, TemplateAccuracy> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (Path file : files.filter(path -> path.toString().endsWith("_structured.csv"))
                    .toList()) {
                String system = String.valueOf(file.getFileName()).replaceAll("_.*", "");
                all.put(system, ofMiner(system, read(file)));
            }
        }
        System.out.printf("%-12s %6s %6s %8s %8s%n", "system", "true", "found", "GA", "F1");
        all.values().forEach(TemplateAccuracy::print);
        System.out.printf(
                Locale.ROOT,
                "%-12s %6s %6s %8.3f %8.3f%n",
                "mean",
                "",
                "",
                all.values().stream()
                        .mapToDouble(TemplateAccuracy::accuracy)
                        .average()
                        .orElse(0),
                all.values().stream()
                        .mapToDouble(TemplateAccuracy::f1)
                        .average()
                        .orElse(0));
        if (arguments.length > 1) {
            speed(Path.of(arguments[0], arguments[1] + "_2k.log_structured.csv"));
        }
    }

    private static void speed(Path file) throws IOException {
        List<byte[]> messages = read(file).stream()
                .map(line -> line.content().getBytes(StandardCharsets.UTF_8))
                .toList();
        TemplateMiner miner = new TemplateMiner();
        for (int round = 0; round < 6; round++) {
            long started = System.nanoTime();
            for (int i = 0; i < 500; i++) {
                for (byte[] message : messages) {
                    miner.mine(message, 0, message.length);
                }
            }
            System.out.printf(
                    Locale.ROOT, "%.1f ns/message%n", (System.nanoTime() - started) / 500.0 / messages.size());
        }
    }

    private void print() {
        System.out.printf(Locale.ROOT, "%-12s %6d %6d %8.3f %8.3f%n", system, trueGroups, groups, accuracy, f1);
    }
}
