package dev.faultline.importers.change;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads the files of a revision that hold code, within limits. */
public final class SourceFiles {
    private static final int MOST_FILES = 20_000;
    private static final long MOST_BYTES = 200L << 20;
    private static final int LONGEST = 1 << 20;
    private static final Set<String> ENDINGS = Set.of(
            "java", "kt", "kts", "scala", "groovy", "clj", "py", "js", "mjs", "cjs", "jsx", "ts", "tsx", "go", "rb",
            "cs", "fs", "vb", "php", "c", "h", "cc", "cpp", "hpp", "rs", "swift", "ex", "exs", "erl", "lua", "pl",
            "dart");

    private SourceFiles() {}

    /** Takes a file; says whether more are wanted. */
    public interface Visitor {
        boolean visit(String path, List<String> lines);
    }

    /** Whether the whole revision was read, rather than as much as the limits allow or the visitor wanted. */
    static boolean read(Repository repository, String commit, String name, Visitor visitor, BooleanSupplier cancelled)
            throws IOException {
        long bytes = 0;
        int files = 0;
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk tree = new TreeWalk(repository)) {
            tree.addTree(walk.parseCommit(ObjectId.fromString(commit)).getTree());
            tree.setRecursive(true);
            while (tree.next()) {
                if (cancelled.getAsBoolean()) {
                    throw new java.util.concurrent.CancellationException("the search in the code was cancelled");
                }
                boolean regular = (tree.getRawMode(0) & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
                if (!regular || !isWanted(tree.getNameString(), name)) {
                    continue;
                }
                byte[] content = content(repository, tree.getObjectId(0));
                bytes += content.length;
                if (++files > MOST_FILES || bytes > MOST_BYTES) {
                    return false;
                }
                RawText text = new RawText(content);
                String[] lines = new String[text.size()];
                for (int i = 0; i < lines.length; i++) {
                    lines[i] = text.getString(i);
                }
                if (!visitor.visit(tree.getPathString(), List.of(lines))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isWanted(String file, String name) {
        int dot = file.lastIndexOf('.');
        boolean code = dot > 0 && ENDINGS.contains(file.substring(dot + 1).toLowerCase(Locale.ROOT));
        return code && (name.isEmpty() || file.substring(0, dot).equals(name));
    }

    private static byte[] content(Repository repository, ObjectId id) throws IOException {
        try {
            return repository.open(id).getCachedBytes(LONGEST);
        } catch (LargeObjectException generated) {
            // Nobody writes a megabyte of code by hand.
            return new byte[0];
        }
    }
}
