package dev.faultline.cli;

import dev.faultline.analysis.change.SourceCode;
import dev.faultline.analysis.link.LinkFinder;
import dev.faultline.analysis.link.Links;
import dev.faultline.changes.ImportedSource;
import dev.faultline.model.Event;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.LinksJson;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what belongs to one event. */
@Command(
        name = "links",
        description =
                "What belongs to an event and why: its span, log lines, snapshots, frames, the commits behind its code.")
final class LinksCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Parameters(paramLabel = "ID", description = "The event's id, such as 2.101.")
    String id = "";

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            CaseReader reader = open.reader();
            Event event = EventArgument.find(reader, id, "search");
            Links links;
            try (SourceCode source = new ImportedSource(reader)) {
                links = LinkFinder.of(reader, source, event, null, () -> false);
            }
            if (output.json || output.jsonLines) {
                JsonOutput.document(System.out, json -> LinksJson.write(json, event.id(), links));
            } else {
                print(links);
            }
            return ExitCode.DONE;
        }
    }

    private static void print(Links links) {
        for (Links.Group group : links.groups()) {
            System.out.println(group.to().title() + ": " + SafeText.line(group.reason()));
            group.links().forEach(link -> System.out.println("  #" + link.event() + "  " + SafeText.line(link.text())));
            if (group.count() > group.links().size()) {
                System.out.println("  … " + (group.count() - group.links().size()) + " more"
                        + (group.query().isEmpty() ? "" : ": " + SafeText.line(group.query())));
            }
        }
        links.notes().forEach(note -> System.err.println("not linked: " + SafeText.line(note)));
    }
}
