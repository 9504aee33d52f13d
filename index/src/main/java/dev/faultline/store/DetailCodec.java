package dev.faultline.store;

import dev.faultline.model.Attribution;
import dev.faultline.model.Change;
import dev.faultline.model.Detail;
import dev.faultline.model.Snapshot;
import dev.faultline.model.Variable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Snapshots and changes as bytes. */
final class DetailCodec {
    private static final int SNAPSHOT = 1;
    private static final int CHANGE = 2;

    private DetailCodec() {}

    static void write(Bytes out, Detail detail) {
        switch (detail) {
            case Snapshot snapshot -> {
                out.u8(SNAPSHOT);
                snapshot(out, snapshot);
            }
            case Change change -> {
                out.u8(CHANGE);
                change(out, change);
            }
        }
    }

    static Detail read(ByteBuffer in) {
        return in.get() == SNAPSHOT ? snapshot(in) : change(in);
    }

    private static void snapshot(Bytes out, Snapshot snapshot) {
        out.optional(snapshot.reason());
        out.number(snapshot.frames().size());
        for (Snapshot.FrameVariables frame : snapshot.frames()) {
            StackCodec.write(out, frame.frame());
            variables(out, frame.variables());
            out.number(frame.context().size());
            frame.context().forEach(line -> {
                out.number(line.number());
                out.text(line.text());
            });
        }
    }

    private static Snapshot snapshot(ByteBuffer in) {
        String reason = Bytes.optional(in);
        int count = (int) Bytes.number(in);
        List<Snapshot.FrameVariables> frames = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            var frame = StackCodec.frame(in);
            List<Variable> variables = variables(in);
            int lines = (int) Bytes.number(in);
            List<Snapshot.SourceLine> context = new ArrayList<>(lines);
            for (int line = 0; line < lines; line++) {
                context.add(new Snapshot.SourceLine((int) Bytes.number(in), Bytes.text(in)));
            }
            frames.add(new Snapshot.FrameVariables(frame, variables, context));
        }
        return new Snapshot(frames, reason);
    }

    /** Depth first; importers bound the depth of the tree. */
    private static void variables(Bytes out, List<Variable> variables) {
        out.number(variables.size());
        for (Variable variable : variables) {
            out.text(variable.name());
            out.optional(variable.type());
            out.optional(variable.value());
            out.optional(variable.notCaptured());
            variables(out, variable.members());
        }
    }

    private static List<Variable> variables(ByteBuffer in) {
        int count = (int) Bytes.number(in);
        List<Variable> variables = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = Bytes.text(in);
            String type = Bytes.optional(in);
            String value = Bytes.optional(in);
            String notCaptured = Bytes.optional(in);
            variables.add(new Variable(name, type, value, variables(in), notCaptured));
        }
        return variables;
    }

    private static void change(Bytes out, Change change) {
        out.text(change.type());
        out.optional(change.revision());
        texts(out, change.parents());
        out.optional(change.author());
        out.text(change.body());
        out.number(change.trailers().size());
        change.trailers().forEach(trailer -> {
            out.text(trailer.getKey());
            out.text(trailer.getValue());
        });
        out.number(change.files().size());
        for (Change.ChangedFile file : change.files()) {
            out.text(file.path());
            out.optional(file.oldPath());
            out.u8(file.status());
            out.number(file.added() + 1L);
            out.number(file.removed() + 1L);
        }
        texts(out, change.refs());
        out.u8(change.attribution().author().ordinal());
        out.optional(change.attribution().tool());
        out.optional(change.attribution().marker());
    }

    private static Change change(ByteBuffer in) {
        String type = Bytes.text(in);
        String revision = Bytes.optional(in);
        List<String> parents = BytesDictionary.read(in);
        String author = Bytes.optional(in);
        String body = Bytes.text(in);
        int trailers = (int) Bytes.number(in);
        List<Map.Entry<String, String>> trailerList = new ArrayList<>(trailers);
        for (int i = 0; i < trailers; i++) {
            trailerList.add(Map.entry(Bytes.text(in), Bytes.text(in)));
        }
        int files = (int) Bytes.number(in);
        List<Change.ChangedFile> fileList = new ArrayList<>(files);
        for (int i = 0; i < files; i++) {
            fileList.add(new Change.ChangedFile(
                    Bytes.text(in),
                    Bytes.optional(in),
                    (char) in.get(),
                    (int) Bytes.number(in) - 1,
                    (int) Bytes.number(in) - 1));
        }
        List<String> refs = BytesDictionary.read(in);
        Attribution attribution =
                new Attribution(Attribution.Author.values()[in.get()], Bytes.optional(in), Bytes.optional(in));
        return new Change(type, revision, parents, author, body, trailerList, fileList, refs, attribution);
    }

    private static void texts(Bytes out, List<String> texts) {
        out.number(texts.size());
        texts.forEach(out::text);
    }
}
