@NullMarked
package dev.faultline.analysis;

import org.jspecify.annotations.NullMarked;
