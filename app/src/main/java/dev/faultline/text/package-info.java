/** How evidence is written for people and machines, whichever door it leaves by. */
@NullMarked
package dev.faultline.text;

import org.jspecify.annotations.NullMarked;
