package dev.faultline.workbench;

import dev.faultline.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What changed from one thing looked at to the next, in a few words. */
final class LookChange {
    private static final int MOST_NAMED = 3;

    private LookChange() {}

    static String words(ViewState before, ViewState after) {
        List<String> words = new ArrayList<>();
        if (!before.query().equals(after.query())) {
            words.add(
                    after.query().isBlank()
                            ? Words.of("change.no-query")
                            : Words.of("change.query", SafeText.line(after.query())));
        }
        filters(after, each -> !before.filters().contains(each), "change.filter", words);
        filters(before, each -> !after.filters().contains(each), "change.no-filter", words);
        if (!before.range().equals(after.range())) {
            words.add(Words.of("change.range"));
        }
        if (!before.zero().equals(after.zero())) {
            words.add("T0");
        }
        if (before.lanes() != after.lanes()) {
            words.add(Words.of("change.lanes"));
        }
        if (!before.marks().equals(after.marks())) {
            words.add(Words.of(
                    "change.marks",
                    Math.abs(after.marks().size() - before.marks().size())));
        }
        return String.join(", ", words);
    }

    private static void filters(ViewState of, Predicate<ViewState.Filter> wanted, String key, List<String> words) {
        List<ViewState.Filter> found = of.filters().stream().filter(wanted).toList();
        found.stream().limit(MOST_NAMED).forEach(each -> words.add(Words.of(key, SafeText.line(each.label()))));
        if (found.size() > MOST_NAMED) {
            words.add("…");
        }
    }
}
