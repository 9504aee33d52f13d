package dev.faultline.importers;

import dev.faultline.store.Case;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The one way in for evidence: from dropped files to events in a case. */
public final class Import {
    private Import() {}

    /** Looks at the beginning of every file and archive member. Touches no case. */
    public static ImportPlan plan(List<Path> paths, ImportOptions options, BooleanSupplier cancelled)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Imports what the plan includes, one source after the other. */
    public static ImportReport run(Case target, ImportPlan plan, ImportListener listener, BooleanSupplier cancelled)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Imports without a plan to look at: each source is recognised when its turn comes. */
    public static ImportReport run(
            Case target, List<Path> paths, ImportOptions options, ImportListener listener, BooleanSupplier cancelled)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Imports a stream, such as standard input, under a name. */
    public static ImportReport run(
            Case target,
            String name,
            InputStream stream,
            ImportOptions options,
            ImportListener listener,
            BooleanSupplier cancelled)
            throws IOException {
        throw new UnsupportedOperationException();
    }
}
