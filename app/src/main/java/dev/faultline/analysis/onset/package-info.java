/** When a failure began. */
@NullMarked
package dev.faultline.analysis.onset;

import org.jspecify.annotations.NullMarked;
