package dev.faultline.importers.change;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.util.io.DisabledOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a commit changed against its first parent, as data. Objects are compared with each other: no attribute, filter or
 * external program of the repository is looked at.
 *
 * @param commit its id in full
 * @param parent the first parent; null for the first commit
 * @param files what differs, in the order of their paths
 * @param leftOut how many files more differ than are listed
 */
public record CommitDiff(String commit, @Nullable String parent, List<FileDiff> files, int leftOut) {
    private static final int MOST_FILES = 500;
    private static final int MOST_LINES = 20_000;
    private static final int MOST_BYTES = 4 << 20;
    private static final int LONGEST_LINE = 4_000;

    /** Copies the files. */
    public CommitDiff {
        files = List.copyOf(files);
    }

    /** How a line stands to the change. */
    public enum Side {
        /** It is in both. */
        CONTEXT,
        REMOVED,
        ADDED;

        /** As unified diffs write it. */
        public char sign() {
            return switch (this) {
                case CONTEXT -> ' ';
                case REMOVED -> '-';
                case ADDED -> '+';
            };
        }
    }

    /**
     * A line of a hunk.
     *
     * @param side how it stands to the change
     * @param oldNumber its number before, from 1; 0 for one that was added
     * @param newNumber its number after, from 1; 0 for one that was removed
     * @param text the line without its end
     */
    public record Line(Side side, int oldNumber, int newNumber, String text) {}

    /** Lines that changed, with those around them; numbers count from 1. */
    public record Hunk(int oldStart, int oldLines, int newStart, int newLines, List<Line> lines) {
        /** Copies the lines. */
        public Hunk {
            lines = List.copyOf(lines);
        }

        /** Its head as unified diffs write it. */
        public String head() {
            return "@@ -" + oldStart + "," + oldLines + " +" + newStart + "," + newLines + " @@";
        }
    }

    /**
     * A file.
     *
     * @param path after the change, or before it where it was deleted
     * @param oldPath before a rename or copy; null for any other
     * @param status one letter as git prints it
     * @param binary whether it has no lines to show: binary, or beyond 4 MiB
     * @param hunks what changed
     * @param cutOff whether there are more lines than are given
     */
    public record FileDiff(
            String path, @Nullable String oldPath, char status, boolean binary, List<Hunk> hunks, boolean cutOff) {
        /** Copies the hunks. */
        public FileDiff {
            hunks = List.copyOf(hunks);
        }
    }

    /**
     * Compares.
     *
     * @param path only this file, by its path before or after; null for all
     * @param context how many lines around each change
     */
    static CommitDiff of(Repository repository, String id, @Nullable String path, int context) throws IOException {
        try (ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader);
                DiffFormatter formatter = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
            formatter.setBinaryFileThreshold(MOST_BYTES);
            RevCommit commit = walk.parseCommit(ObjectId.fromString(id));
            List<FileDiff> files = new ArrayList<>();
            int left = MOST_LINES;
            int leftOut = 0;
            for (DiffEntry entry : CommitTrees.entries(repository, reader, formatter, commit)) {
                if (path != null && !path.equals(entry.getNewPath()) && !path.equals(entry.getOldPath())) {
                    continue;
                }
                if (files.size() == MOST_FILES) {
                    leftOut++;
                    continue;
                }
                FileDiff file = file(reader, formatter, entry, context, left);
                left -= file.hunks().stream()
                        .mapToInt(hunk -> hunk.lines().size())
                        .sum();
                files.add(file);
            }
            String parent =
                    commit.getParentCount() == 0 ? null : commit.getParent(0).getName();
            return new CommitDiff(commit.getName(), parent, files, leftOut);
        }
    }

    private static FileDiff file(ObjectReader reader, DiffFormatter formatter, DiffEntry entry, int context, int most)
            throws IOException {
        String path = CommitTrees.path(entry);
        String oldPath = CommitTrees.isMoved(entry) ? entry.getOldPath() : null;
        char status = CommitTrees.status(entry);
        FileHeader header = formatter.toFileHeader(entry);
        if (header.getPatchType() != FileHeader.PatchType.UNIFIED) {
            return new FileDiff(path, oldPath, status, true, List.of(), false);
        }
        EditList edits = header.toEditList();
        RawText before = text(reader, entry, DiffEntry.Side.OLD);
        RawText after = text(reader, entry, DiffEntry.Side.NEW);
        List<Hunk> hunks = new ArrayList<>();
        int lines = 0;
        for (int from = 0; from < edits.size() && lines < most; ) {
            int to = from;
            while (to + 1 < edits.size()
                    && edits.get(to + 1).getBeginA() - edits.get(to).getEndA() <= 2 * context) {
                to++;
            }
            Hunk hunk = hunk(edits.subList(from, to + 1), before, after, context, most - lines);
            hunks.add(hunk);
            lines += hunk.lines().size();
            from = to + 1;
        }
        return new FileDiff(path, oldPath, status, false, hunks, lines >= most);
    }

    private static RawText text(ObjectReader reader, DiffEntry entry, DiffEntry.Side side) throws IOException {
        ObjectId id = entry.getId(side).toObjectId();
        return ObjectId.zeroId().equals(id)
                ? RawText.EMPTY_TEXT
                : new RawText(reader.open(id).getCachedBytes(MOST_BYTES));
    }

    private static Hunk hunk(List<Edit> edits, RawText before, RawText after, int context, int most) {
        int oldFrom = Math.max(0, edits.getFirst().getBeginA() - context);
        int newFrom = Math.max(0, edits.getFirst().getBeginB() - context);
        int oldTo = Math.min(before.size(), edits.getLast().getEndA() + context);
        int newTo = Math.min(after.size(), edits.getLast().getEndB() + context);
        List<Line> lines = new ArrayList<>();
        int old = oldFrom;
        int now = newFrom;
        for (Edit edit : edits) {
            for (; old < edit.getBeginA() && lines.size() < most; old++, now++) {
                lines.add(new Line(Side.CONTEXT, old + 1, now + 1, line(before, old)));
            }
            for (old = edit.getBeginA(); old < edit.getEndA() && lines.size() < most; old++) {
                lines.add(new Line(Side.REMOVED, old + 1, 0, line(before, old)));
            }
            for (now = edit.getBeginB(); now < edit.getEndB() && lines.size() < most; now++) {
                lines.add(new Line(Side.ADDED, 0, now + 1, line(after, now)));
            }
        }
        for (; old < oldTo && lines.size() < most; old++, now++) {
            lines.add(new Line(Side.CONTEXT, old + 1, now + 1, line(before, old)));
        }
        return new Hunk(
                oldTo == oldFrom ? oldFrom : oldFrom + 1,
                oldTo - oldFrom,
                newTo == newFrom ? newFrom : newFrom + 1,
                newTo - newFrom,
                lines);
    }

    private static String line(RawText text, int index) {
        String line = text.getString(index);
        String whole = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        return whole.length() > LONGEST_LINE ? whole.substring(0, LONGEST_LINE) + "…" : whole;
    }
}
