/** What a run-time tells of itself: thread dumps. */
@NullMarked
package dev.faultline.importers.runtime;

import org.jspecify.annotations.NullMarked;
