/** Spans as the tracing tools export them. */
@NullMarked
package dev.faultline.importers.trace;

import org.jspecify.annotations.NullMarked;
