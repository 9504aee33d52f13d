package dev.faultline.importers.tree;

import dev.faultline.model.Snapshot;
import dev.faultline.model.Variable;
import java.util.ArrayList;
import java.util.List;

/** What Sentry's and Elastic's agents write beside a frame: its variables and the source around its line. */
public final class CapturedFrames {
    private CapturedFrames() {}

    /** The frame's {@code vars}. */
    public static List<Variable> variables(Json frame) {
        List<Variable> variables = new ArrayList<>();
        frame.at("vars").members().forEach((name, value) -> variables.add(variable(name, value)));
        return variables;
    }

    /** The tree of values is as deep as the JSON was allowed to be. */
    private static Variable variable(String name, Json value) {
        List<Variable> members = new ArrayList<>();
        value.members().forEach((key, member) -> members.add(variable(key, member)));
        int index = 0;
        for (Json item : value.items()) {
            members.add(variable("[" + index++ + "]", item));
        }
        String text = value == Json.Nothing.NULL ? "null" : value.text();
        String missing = value == Json.Nothing.CUT ? "depth" : null;
        return new Variable(name, null, text, members, missing);
    }

    /** The lines before, at and after {@code lineno}. */
    public static List<Snapshot.SourceLine> source(Json frame) {
        List<Snapshot.SourceLine> lines = new ArrayList<>();
        int line = frame.at("lineno").number();
        List<Json> before = frame.at("pre_context").items();
        for (int i = 0; i < before.size(); i++) {
            lines.add(new Snapshot.SourceLine(
                    Math.max(0, line - before.size() + i),
                    String.valueOf(before.get(i).text())));
        }
        String here = frame.at("context_line").text();
        if (here != null) {
            lines.add(new Snapshot.SourceLine(line, here));
        }
        int number = line;
        for (Json after : frame.at("post_context").items()) {
            lines.add(new Snapshot.SourceLine(++number, String.valueOf(after.text())));
        }
        return lines;
    }
}
