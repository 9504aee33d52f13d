package dev.faultline.playbook.foreign;

import dev.faultline.playbook.yaml.Node;

/** Google's Digital Forensics Investigative Questions, a question with approaches: https://dfiq.org/contributing/specification. */
final class Dfiq {
    private Dfiq() {}

    static Draft read(Node root) {
        String title = ForeignFile.text(root, "name").isEmpty()
                ? ForeignFile.text(root, "display_name")
                : ForeignFile.text(root, "name");
        Draft draft = new Draft("the DFIQ question " + ForeignFile.text(root, "id"), title)
                .put("summary", ForeignFile.text(root, "description"))
                .put("tags", root.texts("tags"));
        for (Node approach : root.items("approaches")) {
            approach(draft, approach);
        }
        if (!root.texts("parent_ids").isEmpty()) {
            draft.lost("parents: " + String.join(", ", root.texts("parent_ids")));
        }
        return draft;
    }

    private static void approach(Draft draft, Node approach) {
        String name = ForeignFile.text(approach, "name");
        Node notes = approach.get("notes").orElse(approach);
        draft.put("blind_spots", notes.texts("not_covered"));
        for (String covered : notes.texts("covered")) {
            draft.lost("covered by " + name + ": " + covered);
        }
        draft.put("references", approach.texts("references"));
        for (Node step : approach.items("steps")) {
            String kind = ForeignFile.text(step, "stage") + " " + ForeignFile.text(step, "type");
            String value = ForeignFile.text(step, "value");
            String question = ForeignFile.text(step, "name");
            draft.ask(
                    question.isEmpty() ? name : question,
                    ForeignFile.text(step, "description")
                            + (value.isEmpty() ? "" : "\n" + kind.strip() + ": " + value));
            if (!value.isEmpty()) {
                draft.lost("the query of \"" + question + "\" (" + kind.strip() + ") is kept as text");
            }
        }
        if (approach.items("steps").isEmpty()) {
            draft.ask(name.isEmpty() ? "How?" : name, ForeignFile.text(approach, "description"));
        }
    }
}
