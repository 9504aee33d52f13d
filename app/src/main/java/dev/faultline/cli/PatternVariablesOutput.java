package dev.faultline.cli;

import dev.faultline.analysis.pattern.PatternVariables;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** Prints what stands in the open places of a pattern. */
final class PatternVariablesOutput {
    private PatternVariablesOutput() {}

    static void print(OutputOption output, PatternVariables found) {
        if (output.json || output.jsonLines) {
            JsonOutput.document(System.out, json -> write(json, found));
            return;
        }
        System.out.println(SafeText.line(found.template()));
        for (PatternVariables.Variable variable : found.variables()) {
            PatternVariables.Numbers numbers = variable.numbers();
            System.out.printf(
                    Locale.ROOT,
                    "%3d %-20s %s%,d values%s%n      %s%n",
                    variable.place(),
                    SafeText.line(variable.after().isEmpty() ? "" : "after " + variable.after()),
                    variable.isMany() ? "more than " : "",
                    variable.distinct(),
                    numbers == null
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "; numbers %s, median %s, p95 %s, %s",
                                    numbers.least(),
                                    numbers.median(),
                                    numbers.p95(),
                                    numbers.most()),
                    variable.values().stream()
                            .map(value -> SafeText.line(value.value()) + " × " + value.count())
                            .collect(Collectors.joining(", ")));
        }
        System.err.printf(Locale.ROOT, "%,d records%s%n", found.hits(), found.sampled() ? " (there are more)" : "");
    }

    private static void write(JsonGenerator json, PatternVariables found) {
        json.writeNumberProperty("id", found.pattern());
        json.writeStringProperty("template", found.template());
        json.writeNumberProperty("count", found.hits());
        json.writeBooleanProperty("sampled", found.sampled());
        json.writeArrayPropertyStart("variables");
        for (PatternVariables.Variable variable : found.variables()) {
            json.writeStartObject();
            json.writeNumberProperty("place", variable.place());
            json.writeStringProperty("after", variable.after());
            json.writeNumberProperty("distinct", variable.distinct());
            json.writeBooleanProperty("more", variable.isMany());
            json.writeArrayPropertyStart("values");
            for (PatternVariables.Value value : variable.values()) {
                json.writeStartObject();
                json.writeStringProperty("value", value.value());
                json.writeNumberProperty("count", value.count());
                json.writeEndObject();
            }
            json.writeEndArray();
            PatternVariables.Numbers numbers = variable.numbers();
            if (numbers != null) {
                json.writeObjectPropertyStart("numbers");
                json.writeNumberProperty("count", numbers.count());
                json.writeNumberProperty("min", numbers.least());
                json.writeNumberProperty("median", numbers.median());
                json.writeNumberProperty("p95", numbers.p95());
                json.writeNumberProperty("max", numbers.most());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
