/** Logs in the wrappers that container tools put around each line. */
@NullMarked
package dev.faultline.importers.container;

import org.jspecify.annotations.NullMarked;
