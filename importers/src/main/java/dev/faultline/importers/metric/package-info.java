/** Measurements over time: metric exports as events, one for every moment at which something was measured. */
@NullMarked
package dev.faultline.importers.metric;

import org.jspecify.annotations.NullMarked;
