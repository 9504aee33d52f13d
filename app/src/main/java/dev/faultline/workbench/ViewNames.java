package dev.faultline.workbench;

/** What the views beside the list are called, by their ids. */
final class ViewNames {
    private ViewNames() {}

    static String of(String id) {
        return switch (id) {
            case "events" -> Words.of("tab.events");
            case "traces" -> Words.of("tab.traces");
            case "patterns" -> Words.of("tab.patterns");
            case "suspects" -> Words.of("tab.suspects");
            case "findings" -> Words.of("tab.findings");
            case "playbooks" -> Words.of("tab.playbooks");
            case "board" -> Words.of("tab.board");
            case "verify" -> Words.of("tab.verify");
            case "report" -> Words.of("tab.report");
            case "profiles" -> Words.of("tab.profiles");
            case "threads" -> Words.of("tab.threads");
            case "heap" -> Words.of("tab.heap");
            default -> id;
        };
    }
}
