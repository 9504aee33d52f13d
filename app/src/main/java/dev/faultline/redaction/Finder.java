package dev.faultline.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what must not leave, as it stands and in every decoded view, views of views included. */
final class Finder {
    private static final int DEPTH = 3;

    private final Rules rules;
    private final Keywords keywords;
    private final List<long[]> wanted = new ArrayList<>();

    Finder(Rules rules) {
        this.rules = rules;
        keywords = new Keywords(
                rules.rules().stream().flatMap(rule -> rule.keywords().stream()).toList());
        rules.rules().forEach(rule -> wanted.add(keywords.bits(rule.keywords())));
    }

    /** In the order of the text, without overlaps. */
    List<Finding> find(String text) {
        List<Finding> all = new ArrayList<>();
        collect(text, 0, all);
        if (all.size() < 2) {
            return all;
        }
        all.sort(Comparator.comparingInt(Finding::from).thenComparing(finding -> -finding.to()));
        List<Finding> merged = new ArrayList<>();
        for (Finding finding : all) {
            Finding last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || finding.from() >= last.to()) {
                merged.add(finding);
            } else if (finding.to() > last.to()) {
                merged.set(merged.size() - 1, last.at(last.from(), finding.to()));
            }
        }
        return merged;
    }

    private void collect(String text, int depth, List<Finding> all) {
        if (text.length() < 3) {
            return;
        }
        long[] present = keywords.in(text.toLowerCase(Locale.ROOT));
        for (int i = 0; i < wanted.size(); i++) {
            Rule rule = rules.rules().get(i);
            if (rule.keywords().isEmpty() || Keywords.meet(wanted.get(i), present)) {
                all.addAll(rule.find(text));
            }
        }
        if (depth == DEPTH) {
            return;
        }
        for (Views.View view : Views.of(text)) {
            List<Finding> inside = new ArrayList<>();
            collect(view.text(), depth + 1, inside);
            inside.forEach(finding -> all.add(view.back(finding)));
        }
        for (int[] piece : Views.encodedPieces(text)) {
            String encoded = text.substring(piece[0], piece[1]);
            List<Finding> inside = new ArrayList<>();
            Views.decoded(encoded).ifPresent(plain -> collect(plain, depth + 1, inside));
            if (!inside.isEmpty()) {
                all.add(inside.getFirst().at(piece[0], piece[1]));
            }
        }
    }
}
