/** The moments of a case that matter: first errors, onsets, changes, alerts. */
@NullMarked
package dev.faultline.analysis.moment;

import org.jspecify.annotations.NullMarked;
