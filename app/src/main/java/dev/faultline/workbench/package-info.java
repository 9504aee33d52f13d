/** The window: one main window that knows all views, views that know one model. */
@NullMarked
package dev.faultline.workbench;

import org.jspecify.annotations.NullMarked;
