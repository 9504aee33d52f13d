@NullMarked
package dev.faultline.analysis.pattern;

import org.jspecify.annotations.NullMarked;
