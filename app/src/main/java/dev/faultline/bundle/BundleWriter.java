package dev.faultline.bundle;

import dev.faultline.export.EventView;
import dev.faultline.export.ListExport;
import dev.faultline.model.Annotation;
import dev.faultline.model.EventId;
import dev.faultline.model.IncidentField;
import dev.faultline.model.Source;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.Search;
import dev.faultline.store.Case;
import dev.faultline.store.CaseFormatException;
import dev.faultline.store.CaseReader;
import dev.faultline.text.AnnotationJson;
import dev.faultline.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Writes a case into one file: the originals under their hashes, each verified while it is copied; the events as JSON
 * lines for other tools; the investigation's record. No database and no index: who opens it makes their own. A redacted
 * bundle holds no originals.
 */
public final class BundleWriter {
    private static final int CHUNK = 1 << 20;

    private final Case from;
    private final CaseReader reader;
    private final EventView view;
    private final BooleanSupplier cancelled;
    private final List<String> notes = new ArrayList<>();
    private final List<Annotation> annotations;
    private final Set<Integer> wanted;

    /**
     * @param onlyPinned whether only sources that the board points at are written
     */
    public BundleWriter(Case from, EventView view, boolean onlyPinned, BooleanSupplier cancelled) throws IOException {
        this.from = from;
        this.reader = from.reader();
        this.view = view;
        this.cancelled = cancelled;
        this.annotations = RedactedBoard.of(from.board().annotations(), view);
        this.wanted = new TreeSet<>();
        if (onlyPinned) {
            cited().forEach(id -> wanted.add(id.source()));
        } else {
            reader.sources().forEach(source -> wanted.add(source.id()));
        }
    }

    private Set<EventId> cited() {
        Set<EventId> cited =
                new TreeSet<>(Comparator.comparingInt(EventId::source).thenComparingLong(EventId::ordinal));
        for (Annotation annotation : annotations) {
            switch (annotation) {
                case Annotation.Pin pin -> pin.reference().event().ifPresent(cited::add);
                case Annotation.Note note -> {}
                case Annotation.Hypothesis hypothesis ->
                    hypothesis
                            .citations()
                            .forEach(citation -> citation.reference().event().ifPresent(cited::add));
            }
        }
        return cited;
    }

    /** What a person should know of the file that was written. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Looks at all that would be written, so that the view knows what would be redacted. */
    public void preview() throws IOException {
        for (Source source : sources()) {
            list(source).preview();
        }
    }

    /** Writes the file, which must not exist yet. */
    public void write(Path file) throws IOException {
        Map<Integer, String> originals = new TreeMap<>();
        try (SealedZip zip = new SealedZip(file)) {
            List<Source> bySize = sources();
            for (Source source : bySize) {
                original(zip, source, originals);
            }
            for (Source source : bySize) {
                zip.add(BundleFormat.events(source.id()), out -> list(source)
                        .write(ListExport.Format.JSONL, from.name(), out));
            }
            zip.add(BundleFormat.CITED, this::writeCited);
            zip.add(BundleFormat.ANNOTATIONS, this::writeAnnotations);
            Map<String, SealedZip.Member> members = new LinkedHashMap<>(zip.members());
            zip.add(BundleFormat.MANIFEST, out -> writeManifest(out, members, originals));
            zip.seal();
        }
    }

    private List<Source> sources() {
        return reader.sources().stream()
                .filter(source -> wanted.contains(source.id()))
                .toList();
    }

    private ListExport list(Source source) throws IOException {
        Query query = new Query.Term("source.id", Integer.toString(source.id()));
        Hits hits = Search.run(reader, query, TimeRange.ALL, cancelled);
        return new ListExport(hits, view, Long.MAX_VALUE, cancelled);
    }

    private void original(SealedZip zip, Source source, Map<Integer, String> originals) throws IOException {
        String sha256 = source.sha256();
        if (view.isRedacted() || sha256 == null) {
            return;
        }
        String name = BundleFormat.original(sha256);
        if (!zip.has(name)) {
            SealedZip.Member written = zip.add(name, out -> copy(source, out));
            if (!written.sha256().equals(sha256)) {
                throw new CaseFormatException("the original of " + source.path() + " (source " + source.id()
                        + ") no longer has the hash that was taken when it was imported; see: faultline check");
            }
        }
        originals.put(source.id(), name);
    }

    private void copy(Source source, OutputStream out) throws IOException {
        for (long at = 0; at < source.bytes(); at += CHUNK) {
            out.write(reader.raw(source.id(), at, (int) Math.min(CHUNK, source.bytes() - at)));
        }
    }

    private void writeCited(OutputStream out) throws IOException {
        Map<Integer, String> paths = new TreeMap<>();
        reader.sources().forEach(source -> paths.put(source.id(), view.text(source.path())));
        PrintStream text = new PrintStream(out, false, StandardCharsets.UTF_8);
        for (EventId id : cited()) {
            reader.event(id)
                    .map(view::event)
                    .ifPresent(event -> JsonOutput.document(
                            text, json -> dev.faultline.text.EventJson.write(json, event, paths.get(id.source()))));
        }
        text.flush();
    }

    private void writeAnnotations(OutputStream out) throws IOException {
        Map<IncidentField, String> incident = new TreeMap<>(from.board().incident());
        incident.replaceAll((field, value) -> field.isTime() ? value : view.text(value));
        JsonOutput.document(new PrintStream(out, false, StandardCharsets.UTF_8), json -> {
            AnnotationJson.incident(json, incident);
            AnnotationJson.list(json, "annotations", annotations);
        });
    }

    private void writeManifest(OutputStream out, Map<String, SealedZip.Member> members, Map<Integer, String> originals)
            throws IOException {
        Manifest.Head head = new Manifest.Head(
                view.text(from.name()),
                view.isRedacted(),
                view.counts(),
                from.auditTrail().size(),
                auditHead(from));
        List<Manifest.Entry> entries = new ArrayList<>();
        for (Source source : sources()) {
            entries.add(new Manifest.Entry(
                    source.id(),
                    view.text(source.path()),
                    source.container() == null ? null : view.text(source.container()),
                    source.format(),
                    source.zone() == null ? "UTC" : source.zone(),
                    source.service() == null ? null : view.text(source.service()),
                    source.clockOffset(),
                    source.first() > source.last() ? 0 : source.last() - source.clockOffset(),
                    String.valueOf(source.sha256()),
                    source.events(),
                    source.rejected(),
                    originals.get(source.id())));
        }
        Manifest.write(new PrintStream(out, false, StandardCharsets.UTF_8), head, entries, members);
    }

    static String auditHead(Case from) throws IOException {
        List<dev.faultline.store.AuditEntry> trail = from.auditTrail();
        return trail.isEmpty() ? "" : trail.getLast().hash();
    }
}
