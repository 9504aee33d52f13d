@NullMarked
package dev.faultline.analysis.gap;

import org.jspecify.annotations.NullMarked;
