package dev.faultline.cli;

import dev.faultline.changes.RankedSuspects;
import dev.faultline.export.EventView;
import dev.faultline.export.WholeFile;
import dev.faultline.redaction.Redactor;
import dev.faultline.report.PdfReport;
import dev.faultline.report.Report;
import dev.faultline.report.ReportCheck;
import dev.faultline.report.ReportFormat;
import dev.faultline.report.ReportProgress;
import dev.faultline.report.ReportTemplate;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the postmortem, or checks one. */
@Command(
        name = "report",
        description =
                "Writes the postmortem; every sentence is linked to its evidence or marked. --check reads one again"
                        + " and names the sentences that no longer hold.")
final class ReportCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "FILE.html, FILE.md or FILE.pdf.")
    @Nullable
    Path out;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "With --check: the report; else as -o.")
    @Nullable
    Path file;

    @Option(names = "--check", description = "Recompute every number and quotation of the report in FILE.")
    boolean check;

    @Option(
            names = "--template",
            paramLabel = "T",
            description = "The team's own: which sections, in which order, under which headings, with which words.")
    @Nullable
    Path template;

    @Option(
            names = "--format",
            paramLabel = "html|md|pdf",
            description = "The format where the file's name does not say it.")
    @Nullable
    String as;

    @Option(names = "--redact", description = "Take out secrets, persons and the values of variables.")
    boolean redact;

    @Option(names = "--json", description = "Say what was done as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        Path report = out != null ? out : file;
        if (report == null) {
            throw new CommandException(ExitCode.USAGE, "which file? Give -o FILE.html or FILE.md");
        }
        String name = as == null ? report.toString() : "." + as;
        boolean pdf = name.toLowerCase(java.util.Locale.ROOT).endsWith(".pdf");
        if (pdf && check) {
            throw new CommandException(
                    ExitCode.USAGE, "a PDF is for reading; check the .html or .md that was written with it");
        }
        ReportFormat format = ReportFormat.of(pdf ? ".md" : name)
                .orElseThrow(() -> new CommandException(ExitCode.USAGE, name + ": reports are .html, .md or .pdf"));
        if (check && !Files.isRegularFile(report)) {
            throw new CommandException(ExitCode.UNREADABLE, report + " is no file");
        }
        try (Case open = target.openForReading()) {
            boolean redacted = check ? ReportCheck.isRedacted(report) : redact;
            EventView view = redacted ? EventView.redacted(new Redactor(open.id(), Set.of())) : EventView.whole();
            Report now = Report.of(
                    open,
                    view,
                    RankedSuspects.of(open.reader(), () -> false).orElse(null),
                    ReportProgress.SILENT,
                    () -> false);
            if (check) {
                return say(report, ReportCheck.of(report, format, now, open, view));
            }
            Report shaped =
                    template == null ? now : ReportTemplate.read(template).on(now);
            WholeFile.write(report, draft -> {
                if (pdf) {
                    try (OutputStream stream = WholeFile.open(draft)) {
                        PdfReport.write(shaped, stream, () -> false);
                    }
                } else {
                    Files.write(draft, format.write(shaped).getBytes(StandardCharsets.UTF_8));
                }
            });
            return ExitCode.DONE;
        }
    }

    private int say(Path report, ReportCheck done) {
        if (json) {
            JsonOutput.document(System.out, document -> {
                document.writeBooleanProperty("holds", done.failures().isEmpty());
                document.writeNumberProperty("checked", done.checked());
                document.writeNumberProperty("unmarked", done.unmarked());
                document.writeArrayPropertyStart("failures");
                for (ReportCheck.Failure failure : done.failures()) {
                    document.writeStartObject();
                    document.writeNumberProperty("line", failure.line());
                    document.writeStringProperty("key", failure.key());
                    document.writeStringProperty("sentence", failure.said());
                    document.writeStringProperty("evidence", failure.evidence());
                    document.writeEndObject();
                }
                document.writeEndArray();
            });
        } else {
            for (ReportCheck.Failure failure : done.failures()) {
                System.out.println(SafeText.line(report + ":" + failure.line()) + ": this sentence does not hold:");
                System.out.println("  said:     " + SafeText.line(failure.said()));
                System.out.println("  evidence: " + SafeText.line(failure.evidence()));
            }
            System.out.println(done.checked() + " sentences checked, "
                    + done.failures().size() + " do not hold; " + done.unmarked()
                    + " lines are somebody's own words without evidence");
        }
        return done.failures().isEmpty() ? ExitCode.DONE : ExitCode.NO;
    }
}
