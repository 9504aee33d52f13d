package dev.faultline.importers;

/** How much of a hostile or broken input is taken. Shown to the user in the documents; beyond a limit is reported. */
public final class Limits {
    /** Bytes of a line; the rest is cut off. */
    public static final int LINE = 1 << 20;
    /** Bytes of a record of many lines, such as a stack trace; what follows becomes a record of its own. */
    public static final int RECORD = 8 << 20;
    /** Nested arrays and objects. */
    public static final int JSON_DEPTH = 200;
    /** Fields of a record that become attributes of their own; the rest goes into one. */
    public static final int FIELDS = 1_000;
    /** Archives in archives. */
    public static final int ARCHIVE_DEPTH = 3;
    /** Members of one archive. */
    public static final int ARCHIVE_ENTRIES = 100_000;
    /** Members of one archive that hold nothing: folders, links, empty files. */
    public static final int ARCHIVE_EMPTY_ENTRIES = 20_000;
    /** Unpacked bytes of one archive. */
    public static final long ARCHIVE_BYTES = 20_000_000_000L;
    /** Unpacked bytes from which on the ratio counts. */
    public static final long RATIO_FROM = 256_000_000L;
    /** Unpacked to packed bytes. */
    public static final int RATIO = 200;
    /** Depth of members in a snapshot, of causes in an exception. */
    public static final int TREE_DEPTH = 500;
    /** Bytes of the beginning that a format is recognised by. */
    public static final int HEAD = 64 << 10;

    private Limits() {}
}
