package dev.faultline.text;

import dev.faultline.importers.change.CommitDiff;
import dev.faultline.importers.change.CommitDiff.FileDiff;
import dev.faultline.importers.change.CommitDiff.Hunk;
import dev.faultline.importers.change.CommitDiff.Line;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** What a commit changed: as a unified diff for a person, as data for a program. */
public final class DiffText {
    private DiffText() {}

    /** The members of the document. */
    public static void write(JsonGenerator json, CommitDiff diff) {
        json.writeStringProperty("commit", diff.commit());
        if (diff.parent() != null) {
            json.writeStringProperty("parent", diff.parent());
        }
        json.writeNumberProperty("left_out", diff.leftOut());
        json.writeArrayPropertyStart("files");
        for (FileDiff file : diff.files()) {
            json.writeStartObject();
            json.writeStringProperty("path", file.path());
            if (file.oldPath() != null) {
                json.writeStringProperty("old_path", file.oldPath());
            }
            json.writeStringProperty("status", String.valueOf(file.status()));
            json.writeBooleanProperty("binary", file.binary());
            json.writeBooleanProperty("cut_off", file.cutOff());
            json.writeArrayPropertyStart("hunks");
            file.hunks().forEach(hunk -> hunk(json, hunk));
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void hunk(JsonGenerator json, Hunk hunk) {
        json.writeStartObject();
        json.writeNumberProperty("old_start", hunk.oldStart());
        json.writeNumberProperty("old_lines", hunk.oldLines());
        json.writeNumberProperty("new_start", hunk.newStart());
        json.writeNumberProperty("new_lines", hunk.newLines());
        json.writeArrayPropertyStart("lines");
        for (Line line : hunk.lines()) {
            json.writeStartObject();
            json.writeStringProperty("side", line.side().name().toLowerCase(Locale.ROOT));
            if (line.oldNumber() > 0) {
                json.writeNumberProperty("old", line.oldNumber());
            }
            if (line.newNumber() > 0) {
                json.writeNumberProperty("new", line.newNumber());
            }
            json.writeStringProperty("text", line.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** As git prints it, with nothing in it that could drive a terminal. */
    public static String block(CommitDiff diff) {
        StringBuilder text = new StringBuilder();
        for (FileDiff file : diff.files()) {
            String path = SafeText.line(file.path());
            String old = file.oldPath() == null ? path : SafeText.line(file.oldPath());
            text.append("--- ")
                    .append(file.status() == 'A' ? "/dev/null" : "a/" + old)
                    .append('\n');
            text.append("+++ ")
                    .append(file.status() == 'D' ? "/dev/null" : "b/" + path)
                    .append('\n');
            if (file.binary()) {
                text.append("binary, or too large to show\n");
            }
            for (Hunk hunk : file.hunks()) {
                text.append(hunk.head()).append('\n');
                hunk.lines().forEach(line -> text.append(line.side().sign())
                        .append(SafeText.line(line.text()))
                        .append('\n'));
            }
            if (file.cutOff()) {
                text.append("… more lines than are shown\n");
            }
        }
        if (diff.leftOut() > 0) {
            text.append("… and ").append(diff.leftOut()).append(" files more\n");
        }
        return text.toString();
    }
}
