package dev.faultline.workbench;

import dev.faultline.importers.Limits;
import java.util.List;

/** Where Faultline stops, in one place for a person to look at; the numbers are those that the code goes by. */
record LimitTable(String what, String limit, String beyond) {
    static List<LimitTable> all() {
        String reported = Words.of("limit.reported");
        String notUnpacked = Words.of("limit.not-unpacked");
        return List.of(
                new LimitTable(Words.of("limit.line"), number(Limits.LINE), Words.of("limit.line-beyond")),
                new LimitTable(Words.of("limit.record"), number(Limits.RECORD), Words.of("limit.record-beyond")),
                new LimitTable(Words.of("limit.fields"), number(Limits.FIELDS), Words.of("limit.fields-beyond")),
                new LimitTable(Words.of("limit.json-depth"), number(Limits.JSON_DEPTH), reported),
                new LimitTable(Words.of("limit.tree-depth"), number(Limits.TREE_DEPTH), reported),
                new LimitTable(
                        Words.of("limit.archive-depth"), number(Limits.ARCHIVE_DEPTH), Words.of("limit.archive-kept")),
                new LimitTable(Words.of("limit.archive-entries"), number(Limits.ARCHIVE_ENTRIES), notUnpacked),
                new LimitTable(Words.of("limit.archive-bytes"), number(Limits.ARCHIVE_BYTES), notUnpacked),
                new LimitTable(
                        Words.of("limit.ratio"),
                        Words.of("limit.ratio-from", Limits.RATIO, Limits.RATIO_FROM),
                        Words.of("limit.ratio-beyond")),
                new LimitTable(Words.of("limit.head"), number(Limits.HEAD), Words.of("limit.head-beyond")));
    }

    private static String number(long value) {
        return Words.number(value);
    }
}
