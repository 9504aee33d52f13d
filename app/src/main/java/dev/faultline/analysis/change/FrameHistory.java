package dev.faultline.analysis.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commits behind one frame.
 *
 * @param path the file in the repository
 * @param revision the commit that was looked at
 * @param resolved how that commit was found, such as {@code tag v2.4.1}
 * @param contributions what each commit did to this code
 * @param unresolved why there are none, for a person; null where there are
 */
public record FrameHistory(
        @Nullable String path,
        @Nullable String revision,
        String resolved,
        List<Contribution> contributions,
        @Nullable String unresolved) {
    /** Copies the contributions. */
    public FrameHistory {
        contributions = List.copyOf(contributions);
    }

    /** Nothing could be found out, for this reason. */
    public static FrameHistory unknown(String why) {
        return new FrameHistory(null, null, "", List.of(), why);
    }

    /** How a commit touches the code of the frame. */
    public enum Touch {
        /** It wrote the line of the frame, or one beside it. */
        LINE,
        /** It wrote lines of the enclosing function. */
        FUNCTION,
        /** It wrote the declaration of something that the function uses. */
        USED
    }

    /**
     * What one commit did.
     *
     * @param commit its id in full
     * @param touch how it touches the code
     * @param line the first such line at the revision, from 1
     * @param text that line
     * @param name what the function uses, for {@link Touch#USED}; else empty
     * @param distance how many commits of this touch are newer
     * @param added all lines that the commit added to the file
     * @param newlyDeployed whether the release before did not have it yet
     */
    public record Contribution(
            String commit,
            Touch touch,
            int line,
            String text,
            String name,
            int distance,
            List<String> added,
            boolean newlyDeployed) {
        /** Copies the lines. */
        public Contribution {
            added = List.copyOf(added);
        }
    }
}
