/** Stacks with their variables, as debuggers and error trackers export them. */
@NullMarked
package dev.faultline.importers.snapshot;

import org.jspecify.annotations.NullMarked;
