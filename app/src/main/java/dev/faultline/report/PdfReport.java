package dev.faultline.report;

import dev.faultline.model.EventId;
import dev.faultline.model.Timestamps;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * A report as PDF, from the same sentences as the page; references lead to the evidence at its end. It is for reading: a check
 * needs the page or the Markdown, whose lines carry their keys.
 */
public final class PdfReport {
    private static final float TITLE = 18;
    private static final float HEADING = 13;
    private static final float TEXT = 9.5f;
    private static final float SMALL = 8;
    private static final float CHART = 70;
    private static final String EVIDENCE = "evidence/";

    private PdfReport() {}

    /** Writes the whole document. */
    public static void write(Report report, OutputStream out, BooleanSupplier cancelled) throws IOException {
        try (PdfPages pages = new PdfPages(report.title())) {
            pages.paragraph(SafeText.line(report.title()), TITLE);
            if (report.redacted()) {
                pages.paragraph("Redacted: what stands in brackets is a pseudonym.", TEXT);
            }
            picture(pages, report.picture());
            for (Section section : report.sections()) {
                if (!section.sentences().isEmpty()) {
                    pages.gap(8);
                    pages.paragraph(section.title(), HEADING);
                    for (Sentence sentence : section.sentences()) {
                        if (cancelled.getAsBoolean()) {
                            throw new java.util.concurrent.CancellationException("the report was cancelled");
                        }
                        sentence(pages, sentence);
                    }
                }
            }
            pages.save(out);
        }
    }

    private static void sentence(PdfPages pages, Sentence sentence) throws IOException {
        if (sentence.key().startsWith(EVIDENCE)) {
            pages.target(sentence.key().substring(EVIDENCE.length()));
        }
        pages.begin("•", TEXT);
        pages.words(SafeText.block(sentence.text()));
        for (EventId event : sentence.events()) {
            pages.link("#" + event, event.toString());
        }
        if (!sentence.query().isEmpty()) {
            pages.words("(" + SafeText.line(sentence.query()) + ")");
        }
        Marks.of(sentence).ifPresent(mark -> pages.later("[" + mark + "]"));
        pages.end();
    }

    private static void picture(PdfPages pages, Picture picture) throws IOException {
        long most = picture.most();
        if (most == 0) {
            return;
        }
        int size = picture.bars().size();
        pages.room(CHART + 20);
        for (int i = 0; i < size; i++) {
            Picture.Bar bar = picture.bars().get(i);
            pages.bar(i, size, CHART, (float) bar.events() / most, (float) bar.errors() / most);
        }
        pages.gap(CHART + 4);
        pages.paragraph(
                String.format(
                        Locale.ROOT,
                        "Events over time, errors or worse in the darker colour; %s to %s; the highest bar is %,d events.",
                        Timestamps.format(picture.range().from()),
                        Timestamps.format(picture.range().to() - 1),
                        most),
                SMALL);
    }
}
