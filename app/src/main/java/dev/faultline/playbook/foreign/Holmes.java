package dev.faultline.playbook.foreign;

import dev.faultline.playbook.yaml.Node;

/** HolmesGPT's runbooks: {@code runbooks: [{match: {issue_name: …}, instructions: …}]}. */
final class Holmes {
    private Holmes() {}

    static Draft read(Node root) {
        Node first = root.items("runbooks").stream().findFirst().orElse(root);
        Node match = first.get("match").orElse(first);
        String issue = ForeignFile.text(match, "issue_name");
        Draft draft = new Draft("a Holmes runbook", issue.isEmpty() ? "Holmes runbook" : issue);
        String words = issue.replaceAll("[^A-Za-z0-9 _-]+", " ").strip();
        if (!words.isEmpty() && words.equals(issue)) {
            draft.indicator("issue-name", "\"" + words + "\"", 1);
        } else if (!issue.isEmpty()) {
            draft.lost("match.issue_name is an expression over alert names: " + issue);
        }
        match.members().forEach((key, member) -> {
            if (!key.equals("issue_name")) {
                draft.lost("match." + key + ": " + member.value().text());
            }
        });
        instructions(draft, ForeignFile.text(first, "instructions"));
        int others = root.items("runbooks").size() - 1;
        if (others > 0) {
            draft.lost(others + " further runbooks of the file");
        }
        return draft;
    }

    /** One question per item of a list, or per line where there is no list. */
    static void instructions(Draft draft, String text) {
        StringBuilder item = new StringBuilder();
        for (String line : text.lines().toList()) {
            boolean begins = line.strip().matches("(?:[-*]|\\d{1,2}[.)]) .*");
            if (begins && !item.isEmpty()) {
                ask(draft, item.toString());
                item.setLength(0);
            }
            if (!line.isBlank()) {
                item.append(line.strip().replaceFirst("^(?:[-*]|\\d{1,2}[.)]) +", ""))
                        .append('\n');
            }
        }
        ask(draft, item.toString());
    }

    private static void ask(Draft draft, String text) {
        if (text.strip().length() >= 3) {
            String first = text.lines().findFirst().orElse(text);
            draft.ask(first, text.strip().equals(first.strip()) ? "" : text);
        }
    }
}
