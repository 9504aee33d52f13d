package dev.faultline.cli;

import dev.faultline.model.IncidentField;
import dev.faultline.model.Timestamps;
import dev.faultline.store.Case;
import dev.faultline.text.AnnotationJson;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what the incident is. */
@Command(
        name = "incident",
        description = "What is said of the incident as a whole: title, severity, impact, roles, when it began, was"
                + " detected, mitigated, fixed, verified.")
final class IncidentCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Parameters(
            paramLabel = "FIELD=VALUE",
            arity = "0..*",
            description = "What to say, such as severity=SEV1 or detected=14:02; an empty value takes it back.")
    List<String> words = List.of();

    @Override
    public Integer call() throws IOException {
        if (words.isEmpty()) {
            try (Case open = target.openForReading()) {
                print(open);
            }
            return ExitCode.DONE;
        }
        try (Case open = target.openForWriting()) {
            Map<IncidentField, String> said = new LinkedHashMap<>();
            for (String word : words) {
                int equal = word.indexOf('=');
                IncidentField field = field(equal < 0 ? word : word.substring(0, equal));
                if (equal < 0) {
                    throw new CommandException(ExitCode.USAGE, "say " + field.label() + "=VALUE");
                }
                said.put(field, value(open, field, word.substring(equal + 1)));
            }
            for (Map.Entry<IncidentField, String> each : said.entrySet()) {
                open.board().incident(each.getKey(), each.getValue());
            }
            print(open);
        }
        return ExitCode.DONE;
    }

    private static IncidentField field(String label) {
        return IncidentField.of(label)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "there is no field \"" + label + "\"; there are "
                                + Arrays.stream(IncidentField.values())
                                        .map(IncidentField::label)
                                        .collect(Collectors.joining(", "))));
    }

    private static String value(Case open, IncidentField field, String text) throws IOException {
        return field.isTime() && !text.isEmpty()
                ? Timestamps.format(TimeArgument.parse(text, open.reader()))
                : text.strip();
    }

    private void print(Case open) throws IOException {
        Map<IncidentField, String> fields = open.board().incident();
        if (output.json || output.jsonLines) {
            JsonOutput.document(System.out, json -> AnnotationJson.incident(json, fields));
        } else {
            fields.forEach((field, value) -> System.out.printf("%-11s %s%n", field.label(), SafeText.line(value)));
        }
    }
}
