package dev.faultline.importers.change;

import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdSubclassMap;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Collects commits and those before them. One that cannot be read hides what is before it, and nothing else. */
final class CommitWalk {
    private static final int MOST_COMMITS = 500_000;
    private static final int MOST_NAMED = 20;

    private final RevWalk walk;
    private final EventSink sink;
    private final ObjectIdSubclassMap<ObjectId> seen = new ObjectIdSubclassMap<>();
    private final Deque<ObjectId> open = new ArrayDeque<>();
    private int bad;

    CommitWalk(RevWalk walk, EventSink sink) {
        this.walk = walk;
        this.sink = sink;
    }

    /** Begins at this one too. */
    void start(ObjectId commit) {
        if (!seen.contains(commit)) {
            seen.add(commit.copy());
            open.push(commit);
        }
    }

    List<RevCommit> commits() {
        List<RevCommit> commits = new ArrayList<>();
        while (!open.isEmpty() && !sink.cancelled()) {
            if (commits.size() >= MOST_COMMITS) {
                sink.report(
                        IssueCode.TOO_MANY_ENTRIES,
                        "more than " + MOST_COMMITS + " commits; the others were left out",
                        -1,
                        0);
                break;
            }
            ObjectId next = open.pop();
            try {
                RevCommit commit = walk.parseCommit(next);
                commits.add(commit);
                for (RevCommit parent : commit.getParents()) {
                    start(parent);
                }
            } catch (IOException | RuntimeException unreadable) {
                if (++bad <= MOST_NAMED) {
                    sink.report(
                            IssueCode.BAD_OBJECT,
                            "the commit " + next.name() + " cannot be read, nor what only it leads to: "
                                    + unreadable.getMessage(),
                            -1,
                            0);
                }
            }
        }
        return commits;
    }
}
