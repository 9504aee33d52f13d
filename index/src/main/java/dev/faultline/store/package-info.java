/** A case on disk: evidence, blocks of events, catalogue; how it is written, kept and read. */
@NullMarked
package dev.faultline.store;

import org.jspecify.annotations.NullMarked;
