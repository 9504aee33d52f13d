/** Lists of events in one file, for people and programs that have no Faultline. */
@NullMarked
package dev.faultline.export;

import org.jspecify.annotations.NullMarked;
