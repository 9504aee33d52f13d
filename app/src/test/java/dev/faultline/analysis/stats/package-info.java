/** Tests of {@code analysis.stats}. */
@NullMarked
package dev.faultline.analysis.stats;

import org.jspecify.annotations.NullMarked;
