package dev.faultline.bundle;

import dev.faultline.importers.tree.Json;
import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Entry;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Annotation.Pin;
import dev.faultline.model.Annotation.State;
import dev.faultline.model.Reference;
import dev.faultline.model.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the annotations of a bundle, as they stand there. */
final class BundleBoard {
    private static final int MOST = 100_000;
    private static final int LONGEST = 1 << 20;

    private BundleBoard() {}

    static List<Annotation> annotations(Json board, List<BundleProblem> problems) {
        List<Annotation> annotations = new ArrayList<>();
        for (Json each : board.at("annotations").items()) {
            if (annotations.size() < MOST) {
                annotations.add(annotation(each, problems));
            }
        }
        return annotations;
    }

    private static Annotation annotation(Json json, List<BundleProblem> problems) {
        Entry entry = entry(json);
        return switch (word(json, "type")) {
            case "pin" ->
                reference(json, problems)
                        .<Annotation>map(reference -> new Pin(entry, reference))
                        // What was said stays, even where nobody can tell what it was said of.
                        .orElseGet(() -> new Note(entry));
            case "hypothesis" -> hypothesis(json, entry, problems);
            default -> new Note(entry);
        };
    }

    private static Hypothesis hypothesis(Json json, Entry entry, List<BundleProblem> problems) {
        List<Citation> citations = new ArrayList<>();
        citations(json.at("for"), true, problems, citations);
        citations(json.at("against"), false, problems, citations);
        return new Hypothesis(entry, State.of(word(json, "state")).orElse(State.OPEN), citations);
    }

    private static void citations(Json list, boolean supports, List<BundleProblem> problems, List<Citation> citations) {
        for (Json each : list.items()) {
            reference(each, problems)
                    .ifPresent(reference -> citations.add(new Citation(supports, reference, word(each, "text"))));
        }
    }

    private static Optional<Reference> reference(Json json, List<BundleProblem> problems) {
        String said = word(json, "reference");
        Optional<Reference> there = Reference.parse(said);
        if (there.isEmpty()) {
            problems.add(new BundleProblem("BAD_REF", BundleFormat.ANNOTATIONS, "the board points at " + said));
        }
        return there;
    }

    private static Entry entry(Json json) {
        List<String> tags = json.at("tags").items().stream()
                .map(Json::text)
                .filter(java.util.Objects::nonNull)
                .map(tag -> String.valueOf(tag).replaceAll("\\s+", "-"))
                .filter(tag -> !tag.isEmpty() && tag.length() < 200)
                .limit(100)
                .toList();
        return new Entry(
                0,
                word(json, "uid"),
                0,
                word(json, "text"),
                tags,
                word(json, "author"),
                time(json, "created"),
                time(json, "changed"));
    }

    private static long time(Json json, String name) {
        return Timestamps.parse(word(json, name)).orElse(0L);
    }

    private static String word(Json json, String name) {
        String text = json.at(name).text();
        return text == null ? "" : text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
