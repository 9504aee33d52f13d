/** What the evidence of a case says about a failure: when it began, what is suspect, what changed, whether it is fixed. */
@NullMarked
package dev.faultline.analysis;

import org.jspecify.annotations.NullMarked;
