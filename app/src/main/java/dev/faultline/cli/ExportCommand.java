package dev.faultline.cli;

import dev.faultline.bundle.BundleWriter;
import dev.faultline.export.EventView;
import dev.faultline.export.ListExport;
import dev.faultline.export.WholeFile;
import dev.faultline.query.Hits;
import dev.faultline.redaction.Redactor;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a list, or the whole case, into one file. */
@Command(
        name = "export",
        description = "Writes events as HTML, CSV or JSON, or the whole case as a bundle, into one file.",
        sortOptions = false)
final class ExportCommand implements Callable<Integer> {
    private static final long MOST_HTML = 100_000;

    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    QueryOption query = new QueryOption();

    @Option(
            names = "--format",
            required = true,
            paramLabel = "html|csv|json|jsonl|bundle",
            description = "What to write.")
    Format format = Format.json;

    @Option(names = "--out", paramLabel = "F", description = "The file; - for standard output (lists only).")
    @Nullable
    Path out;

    @Option(names = "--redact", description = "Take out secrets, persons and the values of variables.")
    boolean redact;

    @Option(
            names = "--allow-variable",
            paramLabel = "NAME",
            description = "With --redact: a variable whose value may be shown; may be given several times.")
    List<String> allowed = List.of();

    @Option(names = "--preview", description = "Write nothing; say what --redact would take out, and how often.")
    boolean preview;

    @Option(names = "--pinned", description = "Bundle: only the sources that the board points at.")
    boolean pinned;

    @Option(names = "--limit", paramLabel = "N", description = "At most N events; HTML 100,000 unless said otherwise.")
    @Nullable
    Long limit;

    @Option(names = "--json", description = "Say what was done as JSON.")
    boolean json;

    /** As typed. */
    enum Format {
        html,
        csv,
        json,
        jsonl,
        bundle
    }

    @Override
    public Integer call() throws IOException {
        if (out == null && !preview) {
            throw new CommandException(ExitCode.USAGE, "where to? Give --out FILE");
        }
        try (Case open = target.openForReading()) {
            EventView view = redact || preview
                    ? EventView.redacted(new Redactor(open.id(), Set.copyOf(allowed)))
                    : EventView.whole();
            List<String> notes = format == Format.bundle ? bundle(open, view) : list(open, view);
            say(view, notes);
        }
        return ExitCode.DONE;
    }

    private List<String> bundle(Case open, EventView view) throws IOException {
        if (!query.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "a bundle holds whole sources; use --pinned for a part of them");
        }
        BundleWriter writer = new BundleWriter(open, view, pinned, () -> false);
        if (preview) {
            writer.preview();
        } else {
            WholeFile.write(required(), writer::write);
        }
        return writer.notes();
    }

    private List<String> list(Case open, EventView view) throws IOException {
        Hits hits = query.search(open.reader());
        long most = limit != null ? limit : format == Format.html ? MOST_HTML : Long.MAX_VALUE;
        ListExport list = new ListExport(hits, view, most, () -> false);
        ListExport.Format as = ListExport.Format.valueOf(format.name().toUpperCase(Locale.ROOT));
        if (preview) {
            list.preview();
        } else if (required().toString().equals("-")) {
            list.write(as, open.name(), System.out);
        } else {
            WholeFile.write(required(), file -> {
                try (OutputStream stream = new BufferedOutputStream(WholeFile.open(file), 1 << 16)) {
                    list.write(as, open.name(), stream);
                }
            });
        }
        return List.of(String.format(Locale.ROOT, "%,d of %,d events", list.written(), hits.count()));
    }

    private Path required() {
        return java.util.Objects.requireNonNull(out);
    }

    private void say(EventView view, List<String> notes) {
        boolean taken = out != null && out.toString().equals("-");
        if (json && !taken) {
            JsonOutput.document(System.out, document -> {
                document.writeBooleanProperty("redacted", view.isRedacted());
                document.writeBooleanProperty("preview", preview);
                document.writeObjectPropertyStart("redactions");
                view.counts().forEach(document::writeNumberProperty);
                document.writeEndObject();
                document.writeArrayPropertyStart("notes");
                notes.forEach(document::writeString);
                document.writeEndArray();
            });
            return;
        }
        notes.forEach(System.err::println);
        if (view.isRedacted()) {
            long total =
                    view.counts().values().stream().mapToLong(Long::longValue).sum();
            System.err.printf(Locale.ROOT, "%s %,d values%n", preview ? "would take out" : "took out", total);
            view.counts().forEach((rule, count) -> System.err.printf(Locale.ROOT, "%,9d  %s%n", count, rule));
        }
    }
}
