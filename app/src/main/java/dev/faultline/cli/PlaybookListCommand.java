package dev.faultline.cli;

import dev.faultline.playbook.Library;
import dev.faultline.playbook.Playbook;
import dev.faultline.playbook.PlaybookJson;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what the library holds. */
@Command(name = "list", description = "Lists the playbooks of the library.")
final class PlaybookListCommand implements Callable<Integer> {
    @Mixin
    LibraryOption library = new LibraryOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        List<Library.Entry> entries = library.open().entries();
        if (output.json) {
            JsonOutput.document(System.out, json -> {
                json.writeArrayPropertyStart("playbooks");
                for (Library.Entry entry : entries) {
                    json.writeStartObject();
                    PlaybookJson.entry(json, entry);
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
            return ExitCode.DONE;
        }
        for (Library.Entry entry : entries) {
            if (output.jsonLines) {
                JsonOutput.document(System.out, json -> PlaybookJson.entry(json, entry));
            } else {
                System.out.println(line(entry));
            }
        }
        return ExitCode.DONE;
    }

    private static String line(Library.Entry entry) {
        Playbook playbook = entry.file().playbook();
        String said = playbook == null
                ? "cannot be used; see: faultline playbook check"
                : String.format(
                        Locale.ROOT,
                        "v%-3d %-8s %-8s %s",
                        playbook.version(),
                        playbook.status().name().toLowerCase(Locale.ROOT),
                        playbook.level(),
                        playbook.title());
        String hidden = entry.hiddenBy() == null ? "" : "  (" + entry.hiddenBy() + " counts instead)";
        return SafeText.line(String.format(Locale.ROOT, "%-34s %s%s", entry.name(), said, hidden));
    }
}
