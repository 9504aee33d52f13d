/** The sample incident that ships with the program. */
@NullMarked
package dev.faultline.sample;

import org.jspecify.annotations.NullMarked;
