/** Makes the sample incident. */
@NullMarked
package dev.faultline.sample.generator;

import org.jspecify.annotations.NullMarked;
