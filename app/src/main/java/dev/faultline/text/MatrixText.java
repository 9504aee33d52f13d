package dev.faultline.text;

import dev.faultline.analysis.hypothesis.EvidenceMatrix;
import dev.faultline.analysis.hypothesis.EvidenceMatrix.Column;
import dev.faultline.analysis.hypothesis.EvidenceMatrix.Row;
import dev.faultline.analysis.hypothesis.Weight;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Hypotheses against evidence, for a person and for a program. */
public final class MatrixText {
    private MatrixText() {}

    /** The members of the document. */
    public static void write(JsonGenerator json, EvidenceMatrix matrix) {
        json.writeArrayPropertyStart("hypotheses");
        for (Column column : matrix.hypotheses()) {
            json.writeStartObject();
            json.writeNumberProperty("id", column.hypothesis().entry().id());
            if (column.rank() > 0) {
                json.writeNumberProperty("rank", column.rank());
            }
            json.writeStringProperty("text", column.hypothesis().entry().text());
            json.writeStringProperty("state", column.hypothesis().state().label());
            json.writeNumberProperty("contradicting", column.contradicting());
            json.writeNumberProperty("consistent", column.consistent());
            json.writeNumberProperty("not_weighed", column.notWeighed());
            json.writeStringProperty("sentence", column.sentence());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("evidence");
        for (Row row : matrix.evidence()) {
            evidence(json, matrix, row);
        }
        json.writeEndArray();
    }

    private static void evidence(JsonGenerator json, EvidenceMatrix matrix, Row row) {
        json.writeStartObject();
        json.writeStringProperty("reference", row.reference().toString());
        row.reference().event().ifPresent(event -> json.writeStringProperty("event", event.toString()));
        json.writeBooleanProperty("separates", row.separates());
        json.writeBooleanProperty("decides", row.decides());
        json.writeArrayPropertyStart("weights");
        for (Column column : matrix.hypotheses()) {
            json.writeStartObject();
            long id = column.hypothesis().entry().id();
            json.writeNumberProperty("hypothesis", id);
            json.writeStringProperty("weight", row.weight(column.hypothesis()).label());
            if (row.why().containsKey(id)) {
                json.writeStringProperty("text", row.why().get(id));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A list of the hypotheses, then a table with a column of signs for each. */
    public static String block(EvidenceMatrix matrix) {
        StringBuilder text = new StringBuilder();
        for (Column column : matrix.hypotheses()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%3s. hypothesis %d [%s]  %s%n     %s%n",
                    column.rank() == 0 ? "–" : column.rank(),
                    column.hypothesis().entry().id(),
                    column.hypothesis().state().label(),
                    SafeText.line(column.hypothesis().entry().text()),
                    column.sentence()));
        }
        if (matrix.evidence().isEmpty()) {
            return text.append("no evidence was weighed; try: hypothesis change ID --for EVENT --against EVENT\n")
                    .toString();
        }
        text.append('\n');
        matrix.hypotheses()
                .forEach(column -> text.append(String.format(
                        Locale.ROOT, "%5d", column.hypothesis().entry().id())));
        text.append("   evidence (+ consistent, − contradicts, · not weighed)\n");
        for (Row row : matrix.evidence()) {
            matrix.hypotheses().forEach(column -> text.append("    ").append(sign(row.weight(column.hypothesis()))));
            String why = row.why().values().stream()
                    .filter(each -> !each.isEmpty())
                    .sorted()
                    .findFirst()
                    .orElse("");
            text.append("   ")
                    .append(row.reference().event().isPresent() ? "#" : "")
                    .append(SafeText.line(row.reference().toString()))
                    .append(why.isEmpty() ? "" : "  " + SafeText.line(why))
                    .append("  (")
                    .append(row.sentence())
                    .append(")\n");
        }
        return text.toString();
    }

    private static char sign(Weight weight) {
        return switch (weight) {
            case CONSISTENT -> '+';
            case CONTRADICTS -> '−';
            case NOT_WEIGHED -> '·';
        };
    }
}
