/** The postmortem: sentences that are linked to their evidence, or say that they are not, and can be checked again. */
@NullMarked
package dev.faultline.report;

import org.jspecify.annotations.NullMarked;
