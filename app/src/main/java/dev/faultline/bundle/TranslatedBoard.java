package dev.faultline.bundle;

import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Entry;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Annotation.Pin;
import dev.faultline.model.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Another board with the references of this case. What points at evidence that is not here stays as words. */
final class TranslatedBoard {
    private final BundleIds ids;
    private final List<BundleProblem> problems;
    private final List<Annotation> here = new ArrayList<>();

    private TranslatedBoard(BundleIds ids, List<BundleProblem> problems) {
        this.ids = ids;
        this.problems = problems;
    }

    static List<Annotation> of(List<Annotation> there, BundleIds ids, List<BundleProblem> problems) {
        TranslatedBoard board = new TranslatedBoard(ids, problems);
        there.forEach(board::take);
        return List.copyOf(board.here);
    }

    private void take(Annotation annotation) {
        Entry entry = annotation.entry();
        here.add(
                switch (annotation) {
                    case Pin pin ->
                        find(pin.reference())
                                .<Annotation>map(found -> new Pin(entry, found))
                                .orElseGet(() -> new Note(
                                        with(entry, entry.uid(), (entry.text() + absent(pin.reference())).strip())));
                    case Note note -> note;
                    case Hypothesis hypothesis -> hypothesis(hypothesis);
                });
    }

    private Hypothesis hypothesis(Hypothesis there) {
        List<Citation> citations = new ArrayList<>();
        for (Citation citation : there.citations()) {
            Optional<Reference> found = find(citation.reference());
            if (found.isPresent()) {
                citations.add(new Citation(citation.supports(), found.get(), citation.text()));
            } else {
                here.add(lost(there, citation));
            }
        }
        return new Hypothesis(there.entry(), there.state(), citations);
    }

    private static Note lost(Hypothesis hypothesis, Citation citation) {
        String text = "Said " + (citation.supports() ? "for" : "against") + " “"
                + hypothesis.entry().text() + "”: " + citation.text() + absent(citation.reference());
        String uid = UUID.nameUUIDFromBytes((hypothesis.entry().uid() + text).getBytes(StandardCharsets.UTF_8))
                .toString();
        return new Note(with(hypothesis.entry(), uid, text));
    }

    private static Entry with(Entry entry, String uid, String text) {
        return new Entry(
                0, uid, entry.position(), text, entry.tags(), entry.author(), entry.created(), entry.changed());
    }

    private static String absent(Reference reference) {
        return " (it pointed at " + reference + " there, which is not among the evidence here)";
    }

    private Optional<Reference> find(Reference there) {
        Optional<Reference> found = ids.here(there);
        if (found.isEmpty()) {
            problems.add(new BundleProblem(
                    "BAD_REF",
                    BundleFormat.ANNOTATIONS,
                    "the board points at " + there + ", which is not among the evidence here"));
        }
        return found;
    }
}
