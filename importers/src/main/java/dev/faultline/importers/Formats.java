package dev.faultline.importers;

import dev.faultline.importers.log.PlainText;
import dev.faultline.importers.log.Syslog;
import dev.faultline.importers.log.TextLog;
import dev.faultline.importers.snapshot.DatadogSnapshots;
import java.util.List;

/** All formats, in the order in which they are asked: the first of equally sure ones wins. */
public final class Formats {
    private static final List<Importer> ALL =
            List.of(new DatadogSnapshots(), new Syslog(), new TextLog(), new PlainText());

    private Formats() {}

    /** All importers. */
    public static List<Importer> all() {
        return ALL;
    }
}
