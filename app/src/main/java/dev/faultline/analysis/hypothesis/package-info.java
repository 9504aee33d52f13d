/** Weighs the hypotheses of the board against each other. */
@NullMarked
package dev.faultline.analysis.hypothesis;

import org.jspecify.annotations.NullMarked;
