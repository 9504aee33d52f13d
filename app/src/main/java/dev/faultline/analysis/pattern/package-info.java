/** Log templates over a whole case: how often, since when, and what a baseline says of them. */
@NullMarked
package dev.faultline.analysis.pattern;

import org.jspecify.annotations.NullMarked;
