/** What the code's history says about a place in the code. */
@NullMarked
package dev.faultline.analysis.change;

import org.jspecify.annotations.NullMarked;
