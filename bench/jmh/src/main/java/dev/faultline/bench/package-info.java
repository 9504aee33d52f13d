/** The hot loops of the import under JMH. */
@NullMarked
package dev.faultline.bench;

import org.jspecify.annotations.NullMarked;
