package dev.faultline.store;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a source before it is read.
 *
 * @param path where it is, or the member's path inside its container
 * @param container path of the archive that holds it, null for a plain file
 * @param format the importer that reads it
 * @param charset name of its character set; {@code binary} where it has none
 * @param zone the zone assumed for times without one; null where none is needed
 * @param clockOffset nanoseconds to add to its clock
 * @param service the service of events that name none
 * @param copy whether the case keeps the original bytes; without, they are read where they are
 */
public record SourceSpec(
        String path,
        @Nullable String container,
        String format,
        String charset,
        @Nullable String zone,
        long clockOffset,
        @Nullable String service,
        boolean copy) {}
