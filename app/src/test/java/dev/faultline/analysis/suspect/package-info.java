/** Tests of {@code analysis.suspect}. */
@NullMarked
package dev.faultline.analysis.suspect;

import org.jspecify.annotations.NullMarked;
