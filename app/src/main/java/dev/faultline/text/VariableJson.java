package dev.faultline.text;

import dev.faultline.model.Variable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One variable with its members, as JSON to copy. */
public final class VariableJson {
    private VariableJson() {}

    /** The same shape that {@code snapshot --json} gives it. */
    public static String text(Variable variable) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            JsonOutput.document(out, json -> EventJson.variables(json, "variables", List.of(variable), 0));
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }
}
