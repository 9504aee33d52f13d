package dev.faultline.importers;

import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** As what a source is read. */
final class FormatChoice {
    private FormatChoice() {}

    /** What a person said of a source holds; no format means none. */
    static Detector.Found planned(Begun begun, PlannedSource planned, ImportOptions options) throws IOException {
        return planned.format() == null
                ? new Detector.Found(null, 0, planned.runnerUp())
                : of(begun, planned.format(), options);
    }

    /** The named format, or the one that is found out where none is named. */
    static Detector.Found of(Begun begun, @Nullable String format, ImportOptions options) throws IOException {
        if (format == null) {
            return Detector.detect(begun.head(), options.formats());
        }
        Importer named = Detector.named(format, options.formats())
                .orElseThrow(() -> new IOException("there is no format \"" + format + "\"; there are "
                        + String.join(
                                ", ",
                                options.formats().stream()
                                        .map(Importer::format)
                                        .sorted()
                                        .toList())));
        return new Detector.Found(named, 1, null);
    }

    /** What a source is read with: a zone that was said goes before one that is assumed. */
    static SourceContext context(Item item, ImportOptions options, @Nullable ZoneId zone) {
        ZoneId assumed = zone != null ? zone : options.zone() != null ? options.zone() : ZoneOffset.UTC;
        Optional<String> service = Optional.ofNullable(options.service()).or(() -> ServiceNames.of(item.path()));
        return new SourceContext(item.path(), service.orElse(null), assumed, item.modified());
    }
}
