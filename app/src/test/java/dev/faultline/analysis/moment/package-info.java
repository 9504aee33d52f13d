@NullMarked
package dev.faultline.analysis.moment;

import org.jspecify.annotations.NullMarked;
