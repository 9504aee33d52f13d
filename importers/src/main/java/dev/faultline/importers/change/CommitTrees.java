package dev.faultline.importers.change;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** What differs between a commit and its first parent. */
final class CommitTrees {
    private CommitTrees() {}

    /** The files that differ, renames found; all of them where there is no parent. */
    static List<DiffEntry> entries(
            Repository repository, ObjectReader reader, DiffFormatter formatter, RevCommit commit) throws IOException {
        formatter.setRepository(repository);
        formatter.setDetectRenames(true);
        formatter.setPathFilter(AndTreeFilter.create(TreeFilter.ANY_DIFF, new BoundedDifference()));
        AbstractTreeIterator before = new EmptyTreeIterator();
        if (commit.getParentCount() > 0) {
            try (RevWalk parents = new RevWalk(reader)) {
                RevCommit parent = parents.parseCommit(commit.getParent(0));
                before = new CanonicalTreeParser(null, reader, parent.getTree());
            }
        }
        return formatter.scan(before, new CanonicalTreeParser(null, reader, commit.getTree()));
    }

    /** The path after the change, or before it where the file was deleted. */
    static String path(DiffEntry entry) {
        return entry.getChangeType() == DiffEntry.ChangeType.DELETE ? entry.getOldPath() : entry.getNewPath();
    }

    /** Whether the file had another path before. */
    static boolean isMoved(DiffEntry entry) {
        return entry.getChangeType() == DiffEntry.ChangeType.RENAME
                || entry.getChangeType() == DiffEntry.ChangeType.COPY;
    }

    /** One letter as git prints it. */
    static char status(DiffEntry entry) {
        return switch (entry.getChangeType()) {
            case ADD -> 'A';
            case MODIFY -> 'M';
            case DELETE -> 'D';
            case RENAME -> 'R';
            case COPY -> 'C';
        };
    }
}
