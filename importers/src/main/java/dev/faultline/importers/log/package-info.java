/** Text and JSON-lines logs, bare or in the wrappers of container tools. */
@NullMarked
package dev.faultline.importers.log;

import org.jspecify.annotations.NullMarked;
