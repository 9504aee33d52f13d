package dev.faultline.importers.exchange;

import dev.faultline.importers.Limits;
import dev.faultline.importers.tree.Json;
import dev.faultline.model.Attribution;
import dev.faultline.model.Change;
import dev.faultline.model.Detail;
import dev.faultline.model.Frame;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables and changes of exported events. */
final class ExportedDetail {
    private static final Pattern FRAME = Pattern.compile("([^()]*)\\(([^():]+)(?::([0-9]{1,9}))?\\)");

    private ExportedDetail() {}

    static Optional<Detail> of(Json.Members record) {
        if (record.at("frames") instanceof Json.Items frames) {
            return Optional.of(snapshot(frames));
        }
        return record.at("change") instanceof Json.Members change ? Optional.of(change(change)) : Optional.empty();
    }

    private static Snapshot snapshot(Json.Items frames) {
        List<Snapshot.FrameVariables> out = new ArrayList<>();
        for (Json frame : frames.values()) {
            out.add(new Snapshot.FrameVariables(
                    frame(word(frame.at("frame"))), variables(frame.at("variables"), 0), List.of()));
        }
        return new Snapshot(out, null);
    }

    private static List<Variable> variables(Json values, int depth) {
        List<Variable> out = new ArrayList<>();
        for (Json value : depth > Limits.TREE_DEPTH ? List.<Json>of() : values.items()) {
            out.add(new Variable(
                    word(value.at("name")),
                    value.at("type").text(),
                    value.at("value").text(),
                    variables(value.at("members"), depth + 1),
                    value.at("not_captured").text()));
        }
        return out;
    }

    static List<Frame> frames(Json texts) {
        return texts.items().stream()
                .map(ExportedDetail::word)
                .map(ExportedDetail::frame)
                .toList();
    }

    private static Frame frame(String text) {
        Matcher matcher = FRAME.matcher(text);
        if (!matcher.matches()) {
            return new Frame(text, null, 0, null, false);
        }
        int line = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        return new Frame(matcher.group(1), matcher.group(2), line, null, false);
    }

    private static Change change(Json.Members change) {
        return new Change(
                word(change.at("type")),
                change.at("revision").text(),
                texts(change.at("parents")),
                change.at("author").text(),
                "",
                change.at("trailers").items().stream()
                        .map(ExportedDetail::trailer)
                        .toList(),
                change.at("files").items().stream().map(ExportedDetail::file).toList(),
                texts(change.at("refs")),
                attribution(change));
    }

    private static Map.Entry<String, String> trailer(Json text) {
        String[] parts = word(text).split(": ", 2);
        return Map.entry(parts[0], parts.length == 2 ? parts[1] : "");
    }

    private static Change.ChangedFile file(Json file) {
        String status = word(file.at("status"));
        boolean counted = file.at("added") instanceof Json.Numeral;
        return new Change.ChangedFile(
                word(file.at("path")),
                file.at("old_path").text(),
                status.isEmpty() ? 'M' : status.charAt(0),
                counted ? file.at("added").number() : -1,
                counted ? file.at("removed").number() : -1);
    }

    private static Attribution attribution(Json.Members change) {
        for (Attribution.Author author : Attribution.Author.values()) {
            if (author.label().equals(change.at("attribution").text())) {
                return new Attribution(
                        author, change.at("tool").text(), change.at("marker").text());
            }
        }
        return Attribution.UNKNOWN;
    }

    private static List<String> texts(Json values) {
        return values.items().stream().map(ExportedDetail::word).toList();
    }

    private static String word(Json value) {
        String text = value.text();
        return text == null ? "" : text;
    }
}
