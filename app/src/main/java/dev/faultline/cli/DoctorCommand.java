package dev.faultline.cli;

import dev.faultline.host.Diagnosis;
import dev.faultline.host.Folders;
import dev.faultline.host.Release;
import dev.faultline.importers.Formats;
import dev.faultline.importers.Importer;
import dev.faultline.store.Case;
import dev.faultline.store.Integrity;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** Says how Faultline finds itself, and checks cases. */
@Command(
        name = "doctor",
        description = "Version, Java, folders, formats, what went wrong of late, without evidence and fit to be sent;"
                + " checks the cases that are named.")
final class DoctorCommand implements Callable<Integer> {
    private static final String DAMAGED = "damaged";

    @Parameters(paramLabel = "CASE", arity = "0..*", description = "Cases to check.")
    List<Path> cases = List.of();

    @Mixin
    OutputOption output = new OutputOption();

    /** What was found of a case; no sources where it could not be opened. */
    private record Finding(Path folder, String state, long events, int sources, List<String> problems) {
        boolean isSound() {
            return state.equals("sound");
        }

        String text() {
            String counts = String.format(Locale.ROOT, ", %,d events in %d sources", events, sources);
            return folder + ": " + state + (isSound() || state.equals(DAMAGED) ? counts : "");
        }
    }

    @Override
    public Integer call() {
        List<String> formats =
                Formats.all().stream().map(Importer::format).sorted().toList();
        Diagnosis self = Diagnosis.of(Folders.ofThisUser(), List.of("Formats    " + String.join(", ", formats)));
        List<Finding> findings = cases.stream().map(DoctorCommand::check).toList();
        if (output.json || output.jsonLines) {
            JsonOutput.document(System.out, json -> json(json, formats, self, findings));
        } else {
            System.out.print(self.text());
            for (Finding finding : findings) {
                System.out.println(SafeText.line(finding.text()));
                finding.problems().forEach(problem -> System.out.println("    " + SafeText.line(problem)));
            }
        }
        return findings.stream().allMatch(Finding::isSound) ? ExitCode.DONE : ExitCode.CASE;
    }

    private static void json(JsonGenerator json, List<String> formats, Diagnosis self, List<Finding> findings) {
        json.writeStringProperty("version", Release.version());
        json.writeStringProperty("java", Runtime.version().toString());
        json.writeArrayPropertyStart("formats");
        formats.forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("lines");
        self.lines().forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("cases");
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringProperty("path", finding.folder().toString());
            json.writeStringProperty("integrity", finding.isSound() ? "ok" : finding.state());
            json.writeNumberProperty("events", finding.events());
            json.writeNumberProperty("sources", finding.sources());
            json.writeArrayPropertyStart("problems");
            finding.problems().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static Finding check(Path folder) {
        if (!Case.isCase(folder)) {
            return new Finding(folder, "not a case", 0, 0, List.of());
        }
        try (Case open = Case.openForReading(folder)) {
            Integrity found = open.check();
            String state = found.ok() && found.textIndexOk() ? "sound" : DAMAGED;
            return new Finding(
                    folder, state, found.records(), open.reader().sources().size(), found.problems());
        } catch (IOException failure) {
            return new Finding(folder, "not readable", 0, 0, List.of(String.valueOf(failure.getMessage())));
        }
    }
}
