@NullMarked
package dev.faultline.analysis.interval;

import org.jspecify.annotations.NullMarked;
