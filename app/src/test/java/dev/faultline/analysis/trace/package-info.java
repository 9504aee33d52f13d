@NullMarked
package dev.faultline.analysis.trace;

import org.jspecify.annotations.NullMarked;
