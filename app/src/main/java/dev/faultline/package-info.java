/** The door of the program: the window without words, the command line with them. */
@NullMarked
package dev.faultline;

import org.jspecify.annotations.NullMarked;
