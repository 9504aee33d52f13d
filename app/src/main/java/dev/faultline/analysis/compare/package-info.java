/** What differs between two periods: new, gone, more, less, slower, each with an exact test. */
@NullMarked
package dev.faultline.analysis.compare;

import org.jspecify.annotations.NullMarked;
