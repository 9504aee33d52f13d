@NullMarked
package dev.faultline.sample;

import org.jspecify.annotations.NullMarked;
