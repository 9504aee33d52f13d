/** Ranked explanations of an incident, with reasons, counter-evidence and what would disprove them. */
@NullMarked
package dev.faultline.analysis.suspect;

import org.jspecify.annotations.NullMarked;
