package dev.faultline.bundle;

import dev.faultline.export.EventView;
import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Entry;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Annotation.Pin;
import dev.faultline.model.Reference;
import java.util.List;

/** The investigation's record as it may leave. */
final class RedactedBoard {
    private RedactedBoard() {}

    static List<Annotation> of(List<Annotation> annotations, EventView view) {
        return annotations.stream().map(each -> of(each, view)).toList();
    }

    private static Annotation of(Annotation annotation, EventView view) {
        Entry said = annotation.entry();
        Entry entry = new Entry(
                said.id(),
                said.uid(),
                said.position(),
                view.text(said.text()),
                said.tags().stream().map(view::text).toList(),
                view.person(said.author()),
                said.created(),
                said.changed());
        return switch (annotation) {
            case Pin pin -> new Pin(entry, reference(pin.reference(), view));
            case Note note -> new Note(entry);
            case Hypothesis hypothesis ->
                new Hypothesis(
                        entry,
                        hypothesis.state(),
                        hypothesis.citations().stream()
                                .map(citation -> new Citation(
                                        citation.supports(),
                                        reference(citation.reference(), view),
                                        view.text(citation.text())))
                                .toList());
        };
    }

    private static Reference reference(Reference reference, EventView view) {
        return new Reference(reference.type(), view.text(reference.target()));
    }
}
