/** Figures over many cases, each with its denominator. */
@NullMarked
package dev.faultline.analysis.stats;

import org.jspecify.annotations.NullMarked;
