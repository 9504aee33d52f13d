package dev.faultline.cli;

import dev.faultline.model.Issue;
import dev.faultline.model.Source;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SourceText;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what was imported. */
@Command(name = "sources", description = "What was imported: format, size, hash, counts, rejected records, time range.")
final class SourcesCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            CaseReader reader = open.reader();
            PrintStream out = System.out;
            List<SourcesJson.Item> items = SourcesJson.kept(reader);
            if (output.json) {
                SourcesJson.write(out, reader, items);
            } else if (output.jsonLines) {
                items.forEach(item -> JsonOutput.document(out, json -> SourcesJson.write(json, reader, item)));
            } else {
                for (Source source : reader.sources()) {
                    print(out, reader, source);
                }
            }
            return ExitCode.DONE;
        }
    }

    private static void print(PrintStream out, CaseReader reader, Source source) throws IOException {
        out.println(source.id() + "  " + SourceText.path(source.path(), source.container()));
        out.println("    " + SourceText.counts(source));
        out.println(
                "    " + SourceText.span(source) + (source.zone() == null ? "" : ", zone assumed: " + source.zone()));
        out.println(
                "    sha256 " + (source.sha256() == null ? "unknown: the import is not complete" : source.sha256()));
        for (Issue issue : reader.issues(source.id(), 10)) {
            out.println("    " + issue.code() + " " + SourceText.issue(issue));
        }
    }
}
