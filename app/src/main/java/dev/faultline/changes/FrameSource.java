package dev.faultline.changes;

import dev.faultline.importers.change.DeployedCode;
import dev.faultline.model.Frame;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the file of a frame at a commit, and says why it cannot. */
final class FrameSource {
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
}
