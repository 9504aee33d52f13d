package dev.faultline.text;

import dev.faultline.model.Annotation;
import dev.faultline.model.Annotation.Citation;
import dev.faultline.model.Annotation.Hypothesis;
import dev.faultline.model.Annotation.Note;
import dev.faultline.model.Annotation.Pin;
import dev.faultline.model.Reference;

/** The investigation's own record for a person. */
public final class AnnotationText {
    private AnnotationText() {}

    public static String block(Annotation annotation) {
        StringBuilder text = new StringBuilder();
        text.append(annotation.entry().id()).append("  ");
        switch (annotation) {
            case Pin pin -> text.append(point(pin.reference())).append("  ");
            case Note note -> {}
            case Hypothesis hypothesis ->
                text.append('[').append(hypothesis.state().label()).append("]  ");
        }
        text.append(SafeText.line(annotation.entry().text()));
        annotation.entry().tags().forEach(tag -> text.append("  +").append(SafeText.line(tag)));
        if (annotation instanceof Hypothesis hypothesis) {
            hypothesis.citations(true).forEach(citation -> text.append(line('+', citation)));
            hypothesis.citations(false).forEach(citation -> text.append(line('−', citation)));
        }
        return text.toString();
    }

    private static String line(char sign, Citation citation) {
        return "\n     " + sign + " " + point(citation.reference())
                + (citation.text().isEmpty() ? "" : "  " + SafeText.line(citation.text()));
    }

    private static String point(Reference reference) {
        return (reference.event().isPresent() ? "#" : "") + SafeText.line(reference.toString());
    }
}
