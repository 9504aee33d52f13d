package dev.faultline.workbench;

import dev.faultline.store.Case;
import dev.faultline.text.SafeText;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in words for a person: what happened, what is kept, what to do; and at the end what the system said, for
 * the colleague who is asked.
 */
final class Trouble {
    /** A chain of causes is never this long, but one may be a circle. */
    private static final int MOST_CAUSES = 10;

    private Trouble() {}

    /** Refuses to write into a case whose folder is gone: the system would take it and lose it. */
    static void requireThere(Case open) throws NoSuchFileException {
        if (!Case.isCase(open.folder())) {
            throw new NoSuchFileException(open.folder().toString());
        }
    }

    /** For a status line: a sign before it. */
    static String of(Throwable failure) {
        return "✕ " + words(failure);
    }

    static String words(Throwable failure) {
        String said = SafeText.line(String.valueOf(failure.getMessage()));
        Throwable each = failure;
        for (int i = 0; each != null && i < MOST_CAUSES; i++) {
            String known = known(each);
            if (known != null) {
                return known + " (" + said + ")";
            }
            each = each.getCause();
        }
        // Without a message its name is all there is to say.
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : said;
    }

    private static @Nullable String known(Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        if (isOf(
                said,
                "no space left",
                "(0 mb free there)",
                "not enough space",
                "disk quota",
                "sqlite_full",
                "disk is full")) {
            return Words.of("trouble.full");
        }
        if (failure instanceof NoSuchFileException gone) {
            return Words.of("trouble.gone", file(gone));
        }
        if (failure instanceof AccessDeniedException denied) {
            return Words.of("trouble.denied", file(denied));
        }
        if (failure instanceof ReadOnlyFileSystemException || isOf(said, "read-only file system", "sqlite_readonly")) {
            boolean moved = isOf(said, "dbmoved");
            return Words.of(moved ? "trouble.case-gone" : "trouble.read-only");
        }
        if (isOf(said, "sqlite_ioerr", "sqlite_cantopen", "stale file handle", "input/output error")) {
            return Words.of("trouble.case-gone");
        }
        return failure instanceof ClosedChannelException ? Words.of("trouble.closed") : null;
    }

    private static String file(FileSystemException failure) {
        return SafeText.line(String.valueOf(failure.getFile()));
    }

    private static boolean isOf(String said, String... signs) {
        String lower = said.toLowerCase(Locale.ROOT);
        for (String sign : signs) {
            if (lower.contains(sign)) {
                return true;
            }
        }
        return false;
    }
}
