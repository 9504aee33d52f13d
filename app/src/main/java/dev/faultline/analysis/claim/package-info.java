/** Holds sentences against the records that they cite. */
@NullMarked
package dev.faultline.analysis.claim;

import org.jspecify.annotations.NullMarked;
