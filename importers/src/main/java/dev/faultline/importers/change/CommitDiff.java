package dev.faultline.importers.change;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;

/** What a commit changed against its first parent, line by line. */
public final class CommitDiff {
    private static final int CONTEXT = 3;
    private static final int MOST_FILES = 200;
    private static final int MOST_LINES = 5_000;
    private static final int MOST_BYTES = 1 << 20;

    private CommitDiff() {}

    /**
     * A file of the commit.
     *
     * @param path its path after the commit, or before it where it was deleted
     * @param oldPath its path before
     * @param lines changed lines with those around them
     * @param left why not all of it is here; empty where all is
     */
    public record ChangedText(String path, String oldPath, List<ChangedLine> lines, String left) {
        /** Copies the lines. */
        public ChangedText {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line.
     *
     * @param sign {@code +}, {@code -}, a blank for one that stayed, {@code @} where lines are left out
     * @param before its number before, 0 for none
     * @param after its number after, 0 for none
     */
    public record ChangedLine(char sign, int before, int after, String text) {}

    static List<ChangedText> of(Repository repository, String commit) throws IOException {
        List<ChangedText> files = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository);
                DiffFormatter differ = new DiffFormatter(OutputStream.nullOutputStream())) {
            RevCommit now = walk.parseCommit(ObjectId.fromString(commit));
            differ.setRepository(repository);
            differ.setDetectRenames(true);
            CanonicalTreeParser after = new CanonicalTreeParser(null, walk.getObjectReader(), now.getTree());
            List<DiffEntry> entries = differ.scan(
                    now.getParentCount() == 0
                            ? new EmptyTreeIterator()
                            : new CanonicalTreeParser(
                                    null,
                                    walk.getObjectReader(),
                                    walk.parseCommit(now.getParent(0)).getTree()),
                    after);
            for (DiffEntry entry : entries.subList(0, Math.min(MOST_FILES, entries.size()))) {
                files.add(file(repository, differ, entry));
            }
        }
        return files;
    }

    private static ChangedText file(Repository repository, DiffFormatter differ, DiffEntry entry) throws IOException {
        boolean deleted = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        String path = deleted ? entry.getOldPath() : entry.getNewPath();
        String old = entry.getChangeType() == DiffEntry.ChangeType.ADD ? path : entry.getOldPath();
        FileHeader header;
        RawText before;
        RawText after;
        try {
            header = differ.toFileHeader(entry);
            if (header.getPatchType() != FileHeader.PatchType.UNIFIED) {
                return new ChangedText(path, old, List.of(), "it is not text");
            }
            before = text(repository, entry, DiffEntry.Side.OLD);
            after = text(repository, entry, DiffEntry.Side.NEW);
        } catch (LargeObjectException large) {
            return new ChangedText(path, old, List.of(), "it is larger than " + MOST_BYTES + " bytes");
        }
        List<ChangedLine> lines = new ArrayList<>();
        boolean whole = write(header.toEditList(), before, after, lines);
        return new ChangedText(path, old, lines, whole ? "" : "only the first " + MOST_LINES + " lines are shown");
    }

    private static RawText text(Repository repository, DiffEntry entry, DiffEntry.Side side) throws IOException {
        if (FileMode.MISSING.equals(entry.getMode(side)) || FileMode.GITLINK.equals(entry.getMode(side))) {
            return RawText.EMPTY_TEXT;
        }
        ObjectId id = entry.getId(side).toObjectId();
        return new RawText(repository.open(id).getCachedBytes(MOST_BYTES));
    }

    private static boolean write(EditList edits, RawText before, RawText after, List<ChangedLine> lines) {
        int written = 0;
        for (int i = 0; i < edits.size(); i++) {
            Edit edit = edits.get(i);
            int from = Math.max(written, edit.getBeginB() - CONTEXT);
            if (from > written) {
                lines.add(new ChangedLine('@', 0, 0, ""));
            }
            int shift = edit.getBeginA() - edit.getBeginB();
            for (int line = from; line < edit.getBeginB(); line++) {
                lines.add(new ChangedLine(' ', line + shift + 1, line + 1, after.getString(line)));
            }
            for (int line = edit.getBeginA(); line < edit.getEndA(); line++) {
                lines.add(new ChangedLine('-', line + 1, 0, before.getString(line)));
            }
            for (int line = edit.getBeginB(); line < edit.getEndB(); line++) {
                lines.add(new ChangedLine('+', 0, line + 1, after.getString(line)));
            }
            int next = i + 1 < edits.size() ? edits.get(i + 1).getBeginB() : after.size();
            written = Math.min(next, edit.getEndB() + CONTEXT);
            int back = edit.getEndA() - edit.getEndB();
            for (int line = edit.getEndB(); line < written; line++) {
                lines.add(new ChangedLine(' ', line + back + 1, line + 1, after.getString(line)));
            }
            if (lines.size() > MOST_LINES) {
                lines.subList(MOST_LINES, lines.size()).clear();
                return false;
            }
        }
        return true;
    }
}
