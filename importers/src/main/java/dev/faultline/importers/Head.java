package dev.faultline.importers;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The beginning of a source, as formats are recognised by. */
public final class Head {
    private final String path;
    private final byte[] bytes;
    private final boolean complete;
    private final boolean binary;
    private @Nullable HeadLines lines;

    /**
     * A window over bytes, which nobody may change.
     *
     * @param path the source's path or member name
     * @param bytes its first bytes ({@link Limits#HEAD} at most), decoded to UTF-8 where they are text
     * @param complete whether that is all of it
     * @param binary whether the bytes do not look like text at all
     */
    public Head(String path, byte[] bytes, boolean complete, boolean binary) {
        this.path = path;
        this.bytes = bytes;
        this.complete = complete;
        this.binary = binary;
    }

    /** The source's path or member name. */
    public String path() {
        return path;
    }

    /** Its first bytes, decoded to UTF-8 where they are text. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether that is all of it. */
    public boolean complete() {
        return complete;
    }

    /** Whether the bytes do not look like text at all. */
    public boolean binary() {
        return binary;
    }

    /** The bytes as text; broken characters are replaced. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Its lines, cut when they are first asked for. */
    public HeadLines lines() {
        HeadLines cut = lines;
        if (cut == null) {
            cut = new HeadLines(bytes);
            lines = cut;
        }
        return cut;
    }

    /** The name without folders. */
    public String fileName() {
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        return path.substring(slash + 1);
    }
}
