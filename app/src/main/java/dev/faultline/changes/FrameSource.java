package dev.faultline.changes;

import dev.faultline.importers.change.Authorship;
import dev.faultline.importers.change.DeployedCode;
import dev.faultline.model.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the file of a frame at a commit and reads the lines around it. */
final class FrameSource {
    private static final int MOST_LINES = 200;
    private static final int LONGEST = 1_000;

    private FrameSource() {}

    /** The file at the commit that fits the frame best; nothing where none has its name. */
    static Optional<String> path(Frame frame, DeployedCode code, String commit) throws IOException {
        return code.paths(commit, String.valueOf(frame.file()), folders(frame)).stream()
                .findFirst();
    }

    /** The folders that the frame speaks of: those of its file, or the packages of its function. */
    private static List<String> folders(Frame frame) {
        String file = String.valueOf(frame.file()).replace('\\', '/');
        if (file.contains("/")) {
            List<String> parts = Arrays.asList(file.split("/", -1));
            return parts.subList(0, parts.size() - 1);
        }
        String[] parts = frame.function().split("[./:]+", -1);
        return Arrays.asList(parts).subList(0, Math.max(0, parts.length - 2));
    }

    /** Why a file of this many lines cannot be what ran. */
    static String tooShort(Frame frame, String path, int lines, DeployedCode.Deployed deployed) {
        return path + " has only " + lines + " lines at " + deployed.how() + ", the frame names line " + frame.line()
                + ": another revision ran";
    }

    /** Why the file is unknown. */
    static String missing(Frame frame, DeployedCode.Deployed deployed) {
        return frame.file() + " is not in the repository at " + deployed.how();
    }

    static SourceExcerpt read(Frame frame, DeployedCode code, DeployedCode.Deployed deployed, int around)
            throws IOException {
        Optional<String> path = path(frame, code, deployed.commit());
        if (path.isEmpty()) {
            return SourceExcerpt.unknown(missing(frame, deployed));
        }
        Authorship authorship = code.authorship(deployed.commit(), path.get());
        List<String> all = authorship.lines();
        if (frame.line() > all.size()) {
            return SourceExcerpt.unknown(tooShort(frame, path.get(), all.size(), deployed));
        }
        int reach = Math.clamp(around, 0, MOST_LINES / 2);
        List<SourceExcerpt.Line> lines = new ArrayList<>();
        for (int at = Math.max(1, frame.line() - reach); at <= Math.min(all.size(), frame.line() + reach); at++) {
            Optional<Authorship.Origin> origin = authorship.origin(at);
            String text = all.get(at - 1);
            lines.add(new SourceExcerpt.Line(
                    at,
                    text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text,
                    origin.map(Authorship.Origin::commit).orElse(null),
                    origin.map(Authorship.Origin::seconds).orElse(0),
                    at == frame.line()));
        }
        return new SourceExcerpt(path.get(), deployed.commit(), deployed.how(), mapped(frame, path.get()), lines, null);
    }

    private static String mapped(Frame frame, String path) {
        String named = String.valueOf(frame.file()).replace('\\', '/');
        return named.equals(path) ? "" : "the frame names " + named + "; matched by its name and folders";
    }
}
