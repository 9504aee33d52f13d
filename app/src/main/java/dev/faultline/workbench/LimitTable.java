package dev.faultline.workbench;

import dev.faultline.importers.Limits;
import java.util.List;
import java.util.Locale;

/** Where Faultline stops, in one place for a person to look at; the numbers are those that the code goes by. */
record LimitTable(String what, String limit, String beyond) {
    private static final String ROW = "reported as a problem of the source";

    static final List<LimitTable> ALL = List.of(
            new LimitTable(
                    "bytes of one line", number(Limits.LINE), "the rest is cut off and reported; the original stays"),
            new LimitTable("bytes of one record", number(Limits.RECORD), "what follows is a record of its own"),
            new LimitTable("fields of one record", number(Limits.FIELDS), "the rest becomes one field"),
            new LimitTable("nested arrays and objects", number(Limits.JSON_DEPTH), ROW),
            new LimitTable("members in members of a snapshot", number(Limits.TREE_DEPTH), ROW),
            new LimitTable("archives in archives", number(Limits.ARCHIVE_DEPTH), "kept as a file without events"),
            new LimitTable("members of one archive", number(Limits.ARCHIVE_ENTRIES), "not unpacked, and reported"),
            new LimitTable("unpacked bytes of one archive", number(Limits.ARCHIVE_BYTES), "not unpacked, and reported"),
            new LimitTable(
                    "unpacked to packed bytes",
                    number(Limits.RATIO) + " from " + number(Limits.RATIO_FROM) + " bytes on",
                    "taken for a bomb, and reported"),
            new LimitTable(
                    "bytes that a format is recognised by", number(Limits.HEAD), "choose the format in the plan"));

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
