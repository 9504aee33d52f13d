/** The repositories among the evidence, as the analysis asks them. */
@NullMarked
package dev.faultline.changes;

import org.jspecify.annotations.NullMarked;
