/** Stretches of time: between paired events, and those that a person noted. */
@NullMarked
package dev.faultline.analysis.interval;

import org.jspecify.annotations.NullMarked;
