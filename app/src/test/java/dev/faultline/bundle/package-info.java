@NullMarked
package dev.faultline.bundle;

import org.jspecify.annotations.NullMarked;
