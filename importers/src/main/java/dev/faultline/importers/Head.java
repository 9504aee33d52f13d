package dev.faultline.importers;

import java.nio.charset.StandardCharsets;

/**
 * The beginning of a source, as formats are recognised by.
 *
 * @param path the source's path or member name
 * @param bytes its first bytes ({@link Limits#HEAD} at most), decoded to UTF-8 where they are text
 * @param complete whether that is all of it
 * @param binary whether the bytes do not look like text at all
 */
@SuppressWarnings("ArrayRecordComponent") // a window over bytes; nobody compares heads
public record Head(String path, byte[] bytes, boolean complete, boolean binary) {
    /** The bytes as text; broken characters are replaced. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The name without folders. */
    public String fileName() {
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        return path.substring(slash + 1);
    }
}
