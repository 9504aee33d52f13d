package dev.faultline.otlp;

import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.importers.ImportReport;
import dev.faultline.importers.SourceReport;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Accepted requests on their way into the case, in files in its own folder. Used by one thread. */
final class Spools {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

    private final Case target;
    private final Path folder;
    private final Clock clock;
    private final Map<Stream, SpoolFile> files = new HashMap<>();
    private int begun;

    /** Requests that share a file. */
    record Stream(Signal signal, Encoding encoding) {}

    Spools(Case target, Clock clock) throws IOException {
        this.target = target;
        this.folder = target.folder().resolve("otlp");
        this.clock = clock;
        Files.createDirectories(folder);
    }

    /** Imports what a receiver that was killed left here. */
    void recover() throws IOException {
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(left::add);
        }
        left.sort(null);
        for (Path file : left) {
            for (Encoding encoding : Encoding.values()) {
                if (file.toString().endsWith("." + encoding.ending())) {
                    read(file, encoding);
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Returns when the records are part of the case. */
    void take(Stream stream, List<byte[]> records) throws IOException {
        SpoolFile file = files.get(stream);
        if (file == null) {
            file = new SpoolFile(folder.resolve(name(stream)));
            files.put(stream, file);
        }
        boolean done = false;
        try {
            file.append(records);
            read(file.path(), stream.encoding());
            done = true;
        } finally {
            if (!done || file.isLarge()) {
                files.remove(stream);
            }
        }
        if (file.isLarge()) {
            file.delete();
        }
    }

    private String name(Stream stream) {
        begun++;
        return "otlp." + stream.signal().name().toLowerCase(Locale.ROOT) + "." + STAMP.format(clock.instant()) + "-"
                + begun + "." + stream.encoding().ending();
    }

    private void read(Path file, Encoding encoding) throws IOException {
        ImportOptions options = new ImportOptions(encoding.format(), null, null, 0, true);
        ImportReport report = Import.run(target, List.of(file), options, ImportListener.NONE, () -> false);
        for (SourceReport source : report.sources()) {
            if (source.outcome() == SourceReport.Outcome.REFUSED) {
                throw new IOException("the import refused what was received: " + source.issues());
            }
        }
    }

    /** The case holds the originals; the files have done their work. */
    void close() throws IOException {
        for (SpoolFile file : files.values()) {
            file.delete();
        }
        files.clear();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            if (!entries.iterator().hasNext()) {
                Files.delete(folder);
            }
        }
    }
}
