package dev.faultline.importers;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What an importer may assume where the evidence is silent.
 *
 * @param path the source's path or member name
 * @param service the service to give to events that name none; null to leave it open
 * @param zone the zone of times that name none
 * @param modified when the file was last written, nanoseconds since 1970 UTC: times without a year are put before it
 */
public record SourceContext(String path, @Nullable String service, ZoneId zone, long modified) {}
