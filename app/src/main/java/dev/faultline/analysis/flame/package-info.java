/** Flame graphs as data: what ran below what, and how much. */
@NullMarked
package dev.faultline.analysis.flame;

import org.jspecify.annotations.NullMarked;
