package dev.faultline.workbench;

import dev.faultline.bundle.BundleWriter;
import dev.faultline.changes.RankedSuspects;
import dev.faultline.export.EventView;
import dev.faultline.export.WholeFile;
import dev.faultline.redaction.Redactor;
import dev.faultline.report.PdfReport;
import dev.faultline.report.Report;
import dev.faultline.report.ReportFormat;
import dev.faultline.report.ReportProgress;
import dev.faultline.report.ReportTemplate;
import dev.faultline.report.Section;
import dev.faultline.store.Case;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** The postmortem as it would be written, with what redaction would take out, and the ways to let it leave the house. */
final class ReportView extends VBox implements CaseTab {
    private static final int MOST_LINES = 40;

    private final CaseModel model;
    private final Choosers choosers;
    private final Path templates;
    private final ChoiceBox<ReportTemplate> template = new ChoiceBox<>();
    private final ChoiceBox<Form> form = new ChoiceBox<>();
    private final CheckBox redact = new CheckBox(Words.of("report.redact"));
    private final Label head = new Label();
    private final Label taken = new Label();
    private final CardList preview;
    private final BusySentence busy;
    private final AtomicReference<String> making = new AtomicReference<>("");
    private boolean asked;

    /** What can be written. */
    enum Form {
        HTML("report.html", ".html"),
        MARKDOWN("report.markdown", ".md"),
        PDF("report.pdf", ".pdf"),
        BUNDLE("report.bundle", ".faultline"),
        PINNED("report.bundle-pinned", ".faultline");

        private final String key;
        private final String ending;

        Form(String key, String ending) {
            this.key = key;
            this.ending = ending;
        }

        @Override
        public String toString() {
            return Words.of(key);
        }
    }

    /** A report in the form of each template, and what was taken out of it. */
    private record Made(Report whole, Map<String, Long> redactions, List<ReportTemplate> templates) {}

    /** What a person should know of a file that was written. */
    private record Written(String notes, Map<String, Long> redactions) {}

    ReportView(CaseModel model, Choosers choosers, Path templates) {
        this.model = model;
        this.choosers = choosers;
        this.templates = templates;
        preview = new CardList(model);
        busy = new BusySentence(model, head, "report");
        setId("report");
        template.setId("report-template");
        template.setAccessibleText(Words.of("report.template-name"));
        template.getItems().setAll(ReportTemplate.WHOLE);
        template.setValue(ReportTemplate.WHOLE);
        template.setConverter(new StringConverter<>() {
            @Override
            public String toString(ReportTemplate chosen) {
                return chosen == null ? "" : chosen.name();
            }

            @Override
            public ReportTemplate fromString(String name) {
                return ReportTemplate.WHOLE;
            }
        });
        template.setOnAction(event -> ask());
        form.setId("report-form");
        form.setAccessibleText(Words.of("report.form-name"));
        form.getItems().setAll(Form.values());
        form.setValue(Form.HTML);
        redact.setId("report-redact");
        redact.setOnAction(event -> ask());
        Button again = new Button(Words.of("report.again"));
        again.setOnAction(event -> ask());
        Button export = new Button(Words.of("report.export"));
        export.setId("report-export");
        export.getStyleClass().add("accent");
        export.setOnAction(event -> export());
        FlowPane line = new FlowPane(
                8,
                4,
                new Label(Words.of("report.template")),
                template,
                redact,
                again,
                new Label(Words.of("report.as")),
                form,
                export,
                busy.button());
        line.setAlignment(Pos.CENTER_LEFT);
        line.setPadding(new Insets(8));
        head.setId("report-head");
        head.setWrapText(true);
        taken.setId("report-taken");
        head.setMinHeight(USE_PREF_SIZE);
        taken.setWrapText(true);
        taken.setMinHeight(USE_PREF_SIZE);
        VBox words = new VBox(2, head, taken);
        words.setPadding(new Insets(0, 8, 4, 8));
        VBox.setVgrow(preview, Priority.ALWAYS);
        getChildren().addAll(line, words, preview);
    }

    private static EventView view(Case open, boolean redacted) throws IOException {
        return redacted ? EventView.redacted(new Redactor(open.id(), Set.of())) : EventView.whole();
    }

    private void begin(String words, Runnable again, String lane) {
        busy.begin(words, again, lane);
        head.setText(words);
    }

    /** The thread that makes it tells often; the window looks when it gets to it. */
    private void tell(ReportProgress.Part part, long done, long all) {
        String key =
                switch (part) {
                    case SUSPECTS -> "report.making-suspects";
                    case MOMENTS -> "report.making-moments";
                    case COUNTS -> "report.making-counts";
                    case CUSTODY -> "report.making-custody";
                    case EVIDENCE -> "report.making-evidence";
                };
        String text = Words.of(key, part.ordinal() + 1, ReportProgress.Part.values().length, done >> 20, all >> 20);
        if (!text.equals(making.getAndSet(text))) {
            model.later(() -> busy.doing(making.get()));
        }
    }

    private void ask() {
        begin(Words.of("report.making"), this::ask, "report");
        Case open = model.openCase();
        boolean redacted = redact.isSelected();
        model.read(
                "report",
                cancelled -> {
                    EventView view = view(open, redacted);
                    return new Made(make(open, view, cancelled), view.counts(), ReportTemplate.among(templates));
                },
                this::show);
    }

    private Report make(Case open, EventView view, BooleanSupplier cancelled) throws IOException {
        tell(ReportProgress.Part.SUSPECTS, 0, 0);
        return Report.of(open, view, RankedSuspects.of(open.reader(), cancelled).orElse(null), this::tell, cancelled);
    }

    private void show(Made made) {
        busy.end();
        if (!template.getItems().equals(made.templates())) {
            var action = template.getOnAction();
            template.setOnAction(event -> {});
            template.getItems().setAll(made.templates());
            template.setValue(ReportTemplate.WHOLE);
            template.setOnAction(action);
        }
        Report report = template.getValue().on(made.whole());
        long marked = report.sections().stream()
                .flatMap(section -> section.sentences().stream())
                .filter(sentence -> sentence.mark().isPresent())
                .count();
        long all = report.sections().stream()
                .mapToLong(section -> section.sentences().size())
                .sum();
        head.setText(
                Words.of("report.head", SafeText.line(report.title()), all, marked, templates, ReportTemplate.SUFFIX));
        taken.setText(redact.isSelected() ? counts("report.takes-out", made.redactions()) : "");
        preview.show(
                report.sections().stream()
                        .filter(section -> !section.sentences().isEmpty())
                        .map(ReportView::card)
                        .toList(),
                Words.of("report.empty"));
    }

    private static String counts(String key, Map<String, Long> counts) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        return Words.of(key, Words.of("report.values", total))
                + (total == 0 ? "" : ": ")
                + String.join(
                        ", ",
                        counts.entrySet().stream()
                                .map(each -> each.getValue() + " " + each.getKey())
                                .sorted()
                                .toList());
    }

    private static Card card(Section section) {
        List<Card.Line> lines = new ArrayList<>();
        section.sentences().stream()
                .limit(MOST_LINES)
                .forEach(sentence -> lines.add(new Card.Line(
                        sentence.mark().isPresent() ? "⚠" : "·",
                        sentence.text()
                                + sentence.mark().map(mark -> " [" + mark + "]").orElse(""),
                        sentence.events())));
        int more = section.sentences().size() - MOST_LINES;
        return new Card(
                section.title(), section.title(), more > 0 ? Words.of("report.more", more) : "", lines, List.of());
    }

    /** Asks where to, then writes it there, whole or not at all. */
    void export() {
        Case open = model.openCase();
        Form as = form.getValue();
        String name = open.name().replaceAll("[^\\w.-]+", "-") + as.ending;
        choosers.save(getScene().getWindow(), name).ifPresent(file -> {
            String writing = Words.of("report.writing", SafeText.line(String.valueOf(file.getFileName())));
            begin(writing, this::export, "report-export");
            boolean redacted = redact.isSelected();
            ReportTemplate shaped = template.getValue();
            model.read(
                    "report-export",
                    cancelled -> {
                        EventView view = view(open, redacted);
                        String notes = write(open, view, as, shaped, file, cancelled);
                        return new Written(notes, view.counts());
                    },
                    written -> {
                        busy.end();
                        head.setText(Words.of("report.written", SafeText.line(file.toString()), written.notes()));
                        taken.setText(redacted ? counts("report.took-out", written.redactions()) : "");
                    });
        });
    }

    private String write(
            Case open, EventView view, Form as, ReportTemplate shaped, Path file, BooleanSupplier cancelled)
            throws IOException {
        if (as == Form.BUNDLE || as == Form.PINNED) {
            BundleWriter writer = new BundleWriter(open, view, as == Form.PINNED, cancelled);
            WholeFile.write(file, writer::write);
            return writer.notes().isEmpty() ? "" : " · " + String.join(" · ", writer.notes());
        }
        Report report = shaped.on(make(open, view, cancelled));
        WholeFile.write(file, draft -> {
            if (as == Form.PDF) {
                try (OutputStream stream = WholeFile.open(draft)) {
                    PdfReport.write(report, stream, cancelled);
                }
            } else {
                ReportFormat format = ReportFormat.of(as.ending).orElseThrow();
                Files.write(draft, format.write(report).getBytes(StandardCharsets.UTF_8));
            }
        });
        return as == Form.PDF ? "" : Words.of("report.check");
    }

    @Override
    public void refresh() {
        if (!asked) {
            asked = true;
            ask();
        }
    }

    @Override
    public void theme(Theme next) {
        // All of it takes its colours from the style sheet.
    }

    @Override
    public void focus() {
        preview.requestFocus();
    }
}
