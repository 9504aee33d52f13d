package dev.faultline.playbook.foreign;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** A draft of a playbook that is being drawn from something else, and what could not be carried over. */
public final class Draft {
    private static final int LONGEST = 1_500;

    private final String origin;
    private final String title;
    private final List<String> lines = new ArrayList<>();
    private final List<String> indicators = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final List<Object[]> asked = new ArrayList<>();

    /** A draft of this title; {@code origin} says what it is drawn from. */
    public Draft(String origin, String title) {
        this.origin = origin;
        String words = title.strip().replaceAll("\\s+", " ");
        this.title = words.length() < 3 ? "A playbook without a title" : cut(words, 180);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        // Half of a character outside of the basic plane is no character.
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }

    /** A text as a YAML scalar that no reader takes for anything else. */
    public static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> out.append(isPlain(text, i) ? String.valueOf(c) : String.format("\\u%04x", (int) c));
            }
        }
        return out.append('"').toString();
    }

    /** Neither a control character, nor one that hides or turns text around, nor half of one. */
    private static boolean isPlain(String text, int at) {
        char c = text.charAt(at);
        if (Character.isSurrogate(c)) {
            return Character.isSurrogatePair(c, at + 1 < text.length() ? text.charAt(at + 1) : ' ')
                    || at > 0 && Character.isSurrogatePair(text.charAt(at - 1), c);
        }
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.UNASSIGNED;
    }

    /** What stands behind a # on one line, with nothing that would end it. */
    public static String comment(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            out.append(isPlain(text, i) ? text.charAt(i) : ' ');
        }
        return out.toString();
    }

    /** A key with a text; nothing where the text is blank. */
    public Draft put(String key, String text) {
        if (!text.isBlank()) {
            lines.add(key + ": " + quoted(cut(text.strip(), LONGEST)));
        }
        return this;
    }

    /** A key with texts. */
    public Draft put(String key, List<String> texts) {
        if (!texts.isEmpty()) {
            lines.add(key + ":");
            texts.stream().limit(60).forEach(text -> lines.add("  - " + quoted(cut(text.strip(), LONGEST))));
        }
        return this;
    }

    private String id(String words) {
        String id = words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
        id = id.isEmpty() ? "step" : cutPlain(id, 40);
        String free = id;
        for (int i = 2; !ids.add(free); i++) {
            free = id + "-" + i;
        }
        return free;
    }

    private static String cutPlain(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest).replaceAll("-+$", "") : text;
    }

    /** A sign, by its query. */
    public Draft indicator(String name, String query, double weight) {
        indicators.add("    - id: " + id(name));
        indicators.add("      query: " + quoted(query));
        indicators.add("      weight: "
                + (weight == Math.rint(weight) ? Long.toString((long) weight) : Double.toString(weight)));
        return this;
    }

    /** A question that only a person can answer, with what to read beside it. */
    public Draft ask(String question, String reading) {
        asked.add(new Object[] {id(question), question, reading});
        return this;
    }

    /** Something that has no place in a playbook of ours. */
    public Draft lost(String what) {
        lost.add(cut(what.replaceAll("\\s+", " ").strip(), 300));
        return this;
    }

    /** What could not be carried over. */
    public List<String> lost() {
        return List.copyOf(lost);
    }

    /** A name for its file. */
    public String fileName() {
        String name =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return cutPlain(name.isEmpty() ? "playbook" : name, 60);
    }

    /** The file. The same content always gets the same id. */
    public String yaml() {
        steps.clear();
        for (int i = 0; i < Math.min(64, asked.size()); i++) {
            Object[] step = asked.get(i);
            String next = i + 1 < Math.min(64, asked.size()) ? String.valueOf(asked.get(i + 1)[0]) : "";
            steps.add("  - id: " + step[0]);
            steps.add("    question: " + quoted(cut(String.valueOf(step[1]).strip(), 300)));
            steps.add("    look: ask");
            if (!String.valueOf(step[2]).isBlank()) {
                steps.add("    reading: " + quoted(cut(String.valueOf(step[2]).strip(), LONGEST)));
            }
            steps.add("    answers: [{say: \"done\"}, {say: \"does not apply\"}]");
            if (!next.isEmpty()) {
                steps.add("    next: " + next);
                steps.add("    unknown: {next: " + next + "}");
            }
        }
        List<String> all = new ArrayList<>();
        all.add("# Drawn from " + comment(origin));
        lost.forEach(each -> all.add("# not carried: " + comment(each)));
        all.add("faultline: playbook/1");
        all.add("id: " + UUID.nameUUIDFromBytes((title + lines + indicators + steps).getBytes(StandardCharsets.UTF_8)));
        all.add("title: " + quoted(title));
        all.add("version: 1");
        all.add("status: draft");
        all.addAll(lines);
        if (!indicators.isEmpty()) {
            all.add("signature:");
            all.add("  at_least: 1");
            all.add("  indicators:");
            all.addAll(indicators);
        }
        if (!steps.isEmpty()) {
            all.add("steps:");
            all.addAll(steps);
        }
        return String.join("\n", all) + "\n";
    }
}
