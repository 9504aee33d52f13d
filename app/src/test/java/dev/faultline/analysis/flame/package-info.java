@NullMarked
package dev.faultline.analysis.flame;

import org.jspecify.annotations.NullMarked;
