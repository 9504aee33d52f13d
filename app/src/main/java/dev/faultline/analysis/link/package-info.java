/** What belongs to a chosen event or frame, and why. */
@NullMarked
package dev.faultline.analysis.link;

import org.jspecify.annotations.NullMarked;
