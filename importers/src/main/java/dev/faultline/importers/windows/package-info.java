/** What Windows logs. */
@NullMarked
package dev.faultline.importers.windows;

import org.jspecify.annotations.NullMarked;
