/** A case in one file, and how such a file of somebody else is taken in without trusting it. */
@NullMarked
package dev.faultline.bundle;

import org.jspecify.annotations.NullMarked;
