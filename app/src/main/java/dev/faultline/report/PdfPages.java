package dev.faultline.report;

import java.awt.geom.Rectangle2D;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDBorderStyleDictionary;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;

/**
 * Pages that fill from the top: words are wrapped, references become links. A character that the font lacks is written as its
 * number, {@code U+4E2D}, so that nothing is left out in silence.
 */
final class PdfPages implements Closeable {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float MARGIN = 48;
    private static final float INDENT = 12;
    private static final float LEADING = 1.35f;

    private final PDDocument document = new PDDocument();
    private final PDFont font;
    private final Map<Integer, Float> widths = new HashMap<>();
    private final Map<String, PDPageXYZDestination> targets = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private PDPage page = new PDPage(PDRectangle.A4);
    private PDPageContentStream content;
    private float x = MARGIN;
    private float y;
    private float left = MARGIN;
    private float size = 10;

    /** A reference, where it stands. */
    private record Link(PDPage page, Rectangle2D.Float place, String target) {}

    PdfPages(String title) throws IOException {
        try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
            font = PDType0Font.load(document, java.util.Objects.requireNonNull(in));
        }
        document.getDocumentInformation().setTitle(title);
        // From the title alone, so that the same report gives the same bytes.
        document.setDocumentId((long) title.hashCode());
        document.addPage(page);
        content = new PDPageContentStream(document, page);
        y = page.getMediaBox().getHeight() - MARGIN;
    }

    private float right() {
        return page.getMediaBox().getWidth() - MARGIN;
    }

    void gap(float height) {
        y -= height;
    }

    /** Begins a new page where this much does not fit any more. */
    void room(float height) throws IOException {
        if (y - height < MARGIN) {
            content.close();
            page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            content = new PDPageContentStream(document, page);
            y = page.getMediaBox().getHeight() - MARGIN;
        }
    }

    void paragraph(String text, float points) throws IOException {
        size = points;
        left = MARGIN;
        line();
        words(text);
        end();
    }

    /** Begins a paragraph with a sign in front. */
    void begin(String sign, float points) throws IOException {
        size = points;
        left = MARGIN + INDENT;
        line();
        show(sign, MARGIN);
    }

    void end() {
        gap(size * (LEADING - 1));
    }

    private void line() throws IOException {
        room(size * LEADING);
        y -= size * LEADING;
        x = left;
    }

    void words(String text) throws IOException {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                line();
            }
            for (String word : lines[i].split(" ", -1)) {
                if (!word.isEmpty()) {
                    word(written(word));
                }
            }
        }
    }

    /** Words for where no exception may be thrown. */
    void later(String text) {
        try {
            words(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void link(String text, String target) throws IOException {
        word(text);
        float width = width(text);
        links.add(new Link(page, new Rectangle2D.Float(x - width - width(" "), y - size * 0.25f, width, size), target));
    }

    /** The next line is what links of this name lead to. */
    void target(String name) throws IOException {
        room(size * LEADING);
        PDPageXYZDestination target = new PDPageXYZDestination();
        target.setPage(page);
        target.setTop((int) y);
        targets.put(name, target);
    }

    private void word(String word) throws IOException {
        String rest = word;
        while (!rest.isEmpty()) {
            if (x > left && x + width(rest) > right()) {
                line();
            }
            int fits = fitting(rest);
            String part = rest.substring(0, fits);
            show(part, x);
            x += width(part);
            rest = rest.substring(fits);
        }
        x += width(" ");
    }

    /** How many characters fit into the line; one at least. */
    private int fitting(String text) {
        float room = right() - x;
        int at = 0;
        while (at < text.length()) {
            int code = text.codePointAt(at);
            room -= width(code) * size / 1000;
            if (room < 0 && at > 0) {
                return at;
            }
            at += Character.charCount(code);
        }
        return at;
    }

    private float width(String text) {
        return (float) text.codePoints().mapToDouble(this::width).sum() * size / 1000;
    }

    /** In thousandths of the size; negative for a character that the font lacks. */
    private float width(int code) {
        return widths.computeIfAbsent(code, key -> {
            try {
                return font.getStringWidth(Character.toString(key));
            } catch (IllegalArgumentException absent) {
                return -1f;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private String written(String word) {
        StringBuilder out = new StringBuilder();
        word.codePoints().forEach(code -> {
            if (width(code) >= 0 && code >= 0x20) {
                out.appendCodePoint(code);
            } else {
                out.append(String.format(java.util.Locale.ROOT, "<U+%04X>", code));
            }
        });
        return out.toString();
    }

    private void show(String text, float at) throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(at, y);
        content.showText(text);
        content.endText();
    }

    /** One of several bars that stand on the line {@code height} below here. */
    void bar(int number, int of, float height, float all, float part) throws IOException {
        float width = (right() - MARGIN) / of;
        content.setNonStrokingColor(0.54f, 0.64f, 0.78f);
        content.addRect(MARGIN + number * width, y - height, width * 0.9f, height * all);
        content.fill();
        content.setNonStrokingColor(0.75f, 0.22f, 0.17f);
        content.addRect(MARGIN + number * width, y - height, width * 0.9f, height * part);
        content.fill();
        content.setNonStrokingColor(0f, 0f, 0f);
    }

    /** Links what leads anywhere and writes the document. */
    void save(OutputStream out) throws IOException {
        content.close();
        for (Link link : links) {
            PDPageXYZDestination target = targets.get(link.target());
            if (target != null) {
                PDAnnotationLink annotation = new PDAnnotationLink();
                annotation.setRectangle(
                        new PDRectangle(link.place().x, link.place().y, link.place().width, link.place().height));
                annotation.setDestination(target);
                PDBorderStyleDictionary border = new PDBorderStyleDictionary();
                border.setStyle(PDBorderStyleDictionary.STYLE_UNDERLINE);
                annotation.setBorderStyle(border);
                link.page().getAnnotations().add(annotation);
            }
        }
        document.save(out);
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
