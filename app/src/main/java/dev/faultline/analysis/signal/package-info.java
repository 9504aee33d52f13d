/** The signals that suspects are ranked by: each compares the incident with the baseline and says so in a sentence. */
@NullMarked
package dev.faultline.analysis.signal;

import org.jspecify.annotations.NullMarked;
