/** The metrics of a case as series over time: which there are, which changed when it began, and what to draw of one. */
@NullMarked
package dev.faultline.analysis.series;

import org.jspecify.annotations.NullMarked;
