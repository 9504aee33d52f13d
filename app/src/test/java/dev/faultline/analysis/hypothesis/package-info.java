/** Tests of {@code analysis.hypothesis}. */
@NullMarked
package dev.faultline.analysis.hypothesis;

import org.jspecify.annotations.NullMarked;
