package dev.faultline.importers;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user says about the sources of an import; null where Faultline finds out.
 *
 * @param format name of the format of all of them
 * @param zone zone of times without one; UTC where null
 * @param service service of events that name none
 * @param clockOffset nanoseconds to add to their clocks
 * @param copy whether the case keeps the original bytes
 * @param formats the importers to choose from: the shipped ones, and the user's own before them
 */
public record ImportOptions(
        @Nullable String format,
        @Nullable ZoneId zone,
        @Nullable String service,
        long clockOffset,
        boolean copy,
        List<Importer> formats) {
    /** Everything found out, evidence kept. */
    public static final ImportOptions DEFAULT = new ImportOptions(null, null, null, 0, true);

    /** The shipped formats. */
    public ImportOptions(
            @Nullable String format, @Nullable ZoneId zone, @Nullable String service, long clockOffset, boolean copy) {
        this(format, zone, service, clockOffset, copy, Formats.all());
    }

    /** The same with these importers to choose from. */
    public ImportOptions withFormats(List<Importer> importers) {
        return new ImportOptions(format, zone, service, clockOffset, copy, importers);
    }
}
