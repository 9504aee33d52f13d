package dev.faultline.importers;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How another case read a source that is imported again.
 *
 * @param path its path or member name there
 * @param container the archive that held it there
 * @param format the format; null for none, then its bytes are kept without events
 * @param zone the zone of times that name none
 * @param service the service of events that name none
 * @param clockOffset nanoseconds to add to its clock
 * @param modified a time before which times without a year are put, nanoseconds since 1970 UTC
 */
public record RestoredSource(
        String path,
        @Nullable String container,
        @Nullable String format,
        ZoneId zone,
        @Nullable String service,
        long clockOffset,
        long modified) {}
