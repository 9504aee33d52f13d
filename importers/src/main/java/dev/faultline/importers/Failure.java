package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import org.tukaani.xz.MemoryLimitException;

/**
 * What a library's failure to unpack says. The libraries tell what is cut off, damaged or too large only by their words, and
 * some say nothing at all.
 */
record Failure(IssueCode code, String words) {
    static Failure of(IOException failure) {
        String message = failure.getMessage();
        String words = message == null || message.isBlank() ? spoken(failure) : message;
        if (failure instanceof LimitException limit) {
            return new Failure(limit.code(), words);
        }
        return new Failure(code(failure, words.toLowerCase(Locale.ROOT)), words);
    }

    private static String spoken(IOException failure) {
        return failure instanceof EOFException
                ? "the end comes too early"
                : "it is not what it says it is (" + failure.getClass().getSimpleName() + ")";
    }

    private static IssueCode code(IOException failure, String words) {
        if (words.contains("crc") || words.contains("checksum") || words.contains("gzip trailer")) {
            return IssueCode.CRC_MISMATCH;
        }
        boolean large = failure instanceof MemoryLimitException
                || words.contains("too much memory")
                || words.startsWith("unsupported lzma2 properties");
        return large ? IssueCode.BOMB_MEMORY : IssueCode.TRUNCATED;
    }

    /** The same where it fails with its first byte: what is not cut off has then no beginning that can be read. */
    static Failure atBegin(IOException failure) {
        Failure found = of(failure);
        boolean cut = failure instanceof EOFException
                || found.words.toLowerCase(Locale.ROOT).contains("truncated")
                || found.code != IssueCode.TRUNCATED;
        return cut ? found : new Failure(IssueCode.BAD_HEADER, found.words);
    }
}
