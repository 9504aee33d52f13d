package dev.faultline.importers.change;

import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdSubclassMap;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Looks for folders that no git writes: entries named {@code .git} in any spelling, {@code ..}, names twice. They do no harm
 * here, where nothing is checked out, and tell of somebody who hoped for one.
 */
final class TreeCheck {
    private static final int MOST_TREES = 50_000;
    private static final int MOST_TREE_BYTES = 4 << 20;
    private static final int MOST_NAMED = 20;

    private final Repository repository;
    private final EventSink sink;
    private final ObjectChecker checker =
            new ObjectChecker().setSafeForWindows(true).setSafeForMacOS(true);
    private final ObjectIdSubclassMap<ObjectId> seen = new ObjectIdSubclassMap<>();
    private int bad;

    TreeCheck(Repository repository, EventSink sink) {
        this.repository = repository;
        this.sink = sink;
    }

    /** Checks a commit's folders, those that were not seen before. */
    void check(ObjectId root) {
        try (ObjectReader reader = repository.newObjectReader()) {
            Deque<ObjectId> open = new ArrayDeque<>();
            visit(root, open);
            while (!open.isEmpty() && seen.size() < MOST_TREES && !sink.cancelled()) {
                tree(reader, open.pop(), open);
            }
        }
    }

    /** A folder that many others hold waits once only, or a few of them would fill the memory. */
    private void visit(ObjectId tree, Deque<ObjectId> open) {
        if (!seen.contains(tree)) {
            seen.add(tree.copy());
            open.push(tree.copy());
        }
    }

    private void tree(ObjectReader reader, ObjectId tree, Deque<ObjectId> open) {
        try {
            byte[] bytes = reader.open(tree, Constants.OBJ_TREE).getCachedBytes(MOST_TREE_BYTES);
            try {
                checker.checkTree(tree, bytes);
            } catch (CorruptObjectException odd) {
                report("the folder " + tree.name() + " holds what git does not allow: " + odd.getMessage());
            }
            for (CanonicalTreeParser each = new CanonicalTreeParser(null, reader, tree);
                    !each.eof();
                    each = each.next()) {
                if (FileMode.TREE.equals(each.getEntryRawMode())) {
                    visit(each.getEntryObjectId(), open);
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            report("the folder " + tree.name() + " cannot be read: " + unreadable.getMessage());
        }
    }

    private void report(String detail) {
        if (++bad <= MOST_NAMED) {
            sink.report(IssueCode.BAD_OBJECT, detail, -1, 0);
        }
    }
}
