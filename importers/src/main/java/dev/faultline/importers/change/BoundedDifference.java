package dev.faultline.importers.change;

import dev.faultline.importers.Limits;
import java.io.IOException;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Lets only so many files differ between two commits, in folders of a bounded depth: a few folders that hold each other many
 * times are more files than there are atoms, and the library lists them all.
 */
final class BoundedDifference extends TreeFilter {
    /** Bytes of the paths, and what an entry takes besides. */
    private static final long MOST = 48L << 20;

    private static final int ENTRY = 256;

    private long taken;

    @Override
    public boolean include(TreeWalk walker) throws IOException {
        if (walker.getDepth() > Limits.TREE_DEPTH) {
            throw new IOException("its folders are nested deeper than " + Limits.TREE_DEPTH);
        }
        taken += ENTRY + walker.getPathLength();
        if (taken > MOST) {
            throw new IOException("too many files differ");
        }
        return true;
    }

    @Override
    public boolean shouldBeRecursive() {
        return false;
    }

    @Override
    @SuppressWarnings("CheckReturnValue")
    public TreeFilter clone() {
        return new BoundedDifference();
    }
}
