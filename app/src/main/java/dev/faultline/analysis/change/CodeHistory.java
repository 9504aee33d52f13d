package dev.faultline.analysis.change;

import dev.faultline.model.Frame;
import java.io.IOException;
import java.util.List;

/**
 * The history of the code that ran, as far as the evidence holds it. An interface, because the analysis does not know how
 * repositories are read.
 */
public interface CodeHistory extends AutoCloseable {
    /** No repository among the evidence. */
    CodeHistory NONE = new CodeHistory() {
        @Override
        public FrameHistory of(Frame frame, Deployment deployment) {
            return FrameHistory.unknown("no repository or bundle was imported");
        }

        @Override
        public List<String> changed(String commit, String path) {
            return List.of();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /** Which commits made the code of a frame, at the revision that ran. */
    FrameHistory of(Frame frame, Deployment deployment) throws IOException;

    /** The lines that a commit added to a file or took out of it, as far as the repository holds them. */
    List<String> changed(String commit, String path) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * What ran, as the evidence names it; the first that the repository knows counts.
     *
     * @param revisions commit ids, versions, image tags, the most exact first
     * @param before latest time a commit may have if none of them is known, nanoseconds
     */
    record Deployment(List<String> revisions, long before) {
        /** Copies the revisions. */
        public Deployment {
            revisions = List.copyOf(revisions);
        }
    }
}
