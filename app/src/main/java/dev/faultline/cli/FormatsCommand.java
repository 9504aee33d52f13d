package dev.faultline.cli;

import dev.faultline.importers.Formats;
import dev.faultline.importers.Importer;
import dev.faultline.importers.definition.DefinedFormat;
import dev.faultline.importers.definition.DefinitionCheck;
import dev.faultline.importers.definition.DefinitionProblem;
import dev.faultline.importers.definition.UserFormats;
import dev.faultline.model.Event;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which formats there are, and tests definitions of new ones. */
@Command(
        name = "formats",
        description =
                "Lists the formats that are read. Text formats can be defined in JSON; --check tests a definition.",
        sortOptions = false)
final class FormatsCommand implements Callable<Integer> {
    private static final int PREVIEW_BYTES = 64 << 10;
    private static final int PREVIEW = 5;

    @Option(names = "--check", paramLabel = "FILE", description = "Test this definition by its own samples.")
    @Nullable
    Path check;

    @Option(
            names = "--try",
            paramLabel = "LOG",
            description = "With --check: show what the definition makes of the beginning of this log.")
    @Nullable
    Path sample;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where your own definitions are; by default ~/.config/faultline/formats.")
    Path folder = UserFormats.folder(System.getenv(), System.getProperty("user.home", ""));

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        return check == null ? list(System.out) : check(System.out, check);
    }

    private int list(PrintStream out) {
        UserFormats own = UserFormats.in(folder);
        List<Importer> formats = Formats.with(own.formats()).stream()
                .sorted(Comparator.comparing(Importer::format))
                .toList();
        if (output.json || output.jsonLines) {
            JsonOutput.document(out, json -> {
                json.writeStringProperty("folder", folder.toString());
                json.writeArrayPropertyStart("formats");
                for (Importer each : formats) {
                    json.writeStartObject();
                    json.writeStringProperty("name", each.format());
                    json.writeStringProperty("from", from(each, own));
                    if (each instanceof DefinedFormat defined) {
                        json.writeStringProperty("title", defined.definition().title());
                    }
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeArrayPropertyStart("problems");
                own.problems()
                        .forEach((file, problems) -> problems.forEach(problem -> {
                            json.writeStartObject();
                            json.writeStringProperty("file", file.toString());
                            write(json, problem);
                            json.writeEndObject();
                        }));
                json.writeEndArray();
            });
        } else {
            for (Importer each : formats) {
                String title = each instanceof DefinedFormat defined
                        ? defined.definition().title()
                        : "";
                out.printf("%-22s %-11s %s%n", each.format(), from(each, own), SafeText.line(title));
            }
            out.println();
            out.println("Your own definitions: " + folder + " (" + own.formats().size() + " in use)");
            own.problems().forEach((file, problems) -> print(out, file, problems));
        }
        return own.problems().isEmpty() ? ExitCode.DONE : ExitCode.USAGE;
    }

    private static String from(Importer format, UserFormats own) {
        return !(format instanceof DefinedFormat) ? "program" : own.formats().contains(format) ? "yours" : "definition";
    }

    private int check(PrintStream out, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(ExitCode.UNREADABLE, file + " is no file");
        }
        DefinitionCheck.Result result = UserFormats.check(file);
        DefinedFormat format = result.format();
        if (output.json || output.jsonLines) {
            JsonOutput.document(out, json -> {
                json.writeBooleanProperty("good", format != null);
                json.writeArrayPropertyStart("problems");
                for (DefinitionProblem problem : result.problems()) {
                    json.writeStartObject();
                    write(json, problem);
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        } else if (format == null) {
            print(out, file, result.problems());
        } else {
            out.println(file + ": good; " + format.definition().samples().size()
                    + " samples read as they should. It is used from " + folder);
            if (sample != null) {
                preview(out, format, sample);
            }
        }
        return format == null ? ExitCode.USAGE : ExitCode.DONE;
    }

    private static void preview(PrintStream out, DefinedFormat format, Path log) throws IOException {
        byte[] begin;
        try (InputStream in = Files.newInputStream(log)) {
            begin = in.readNBytes(PREVIEW_BYTES);
        }
        List<Event> events = DefinitionCheck.read(format.definition(), new String(begin, StandardCharsets.UTF_8));
        long timed = events.stream()
                .filter(event -> event.timeQuality() != TimeQuality.NONE)
                .count();
        out.println(events.size() + " records in the first " + begin.length + " bytes, " + timed + " with a time");
        for (Event event : events.subList(0, Math.min(PREVIEW, events.size()))) {
            String time = event.hasTime() ? Timestamps.format(event.time()) : "-";
            out.println(time + "  " + event.severity().name().toLowerCase(Locale.ROOT) + "  "
                    + SafeText.line(event.message()));
            for (Map.Entry<String, dev.faultline.model.AttributeValue> attribute :
                    event.attributes().entrySet()) {
                out.println("    " + SafeText.line(attribute.getKey()) + " = "
                        + SafeText.line(attribute.getValue().text()));
            }
        }
    }

    private static void print(PrintStream out, Path file, List<DefinitionProblem> problems) {
        problems.forEach(problem -> out.println(
                file + ":" + problem.line() + ":" + problem.column() + ": " + SafeText.line(problem.text())));
    }

    private static void write(tools.jackson.core.JsonGenerator json, DefinitionProblem problem) {
        json.writeNumberProperty("line", problem.line());
        json.writeNumberProperty("column", problem.column());
        json.writeStringProperty("text", problem.text());
    }
}
