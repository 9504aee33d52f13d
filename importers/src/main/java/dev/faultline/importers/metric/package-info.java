/** Series and samples of metrics, as events on the axis of everything else. */
@NullMarked
package dev.faultline.importers.metric;

import org.jspecify.annotations.NullMarked;
