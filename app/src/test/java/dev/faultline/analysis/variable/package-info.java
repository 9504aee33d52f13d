@NullMarked
package dev.faultline.analysis.variable;

import org.jspecify.annotations.NullMarked;
