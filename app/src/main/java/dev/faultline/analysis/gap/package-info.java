/** What the evidence does not show, and the capture that would show it. */
@NullMarked
package dev.faultline.analysis.gap;

import org.jspecify.annotations.NullMarked;
