/** What Faultline itself writes. */
@NullMarked
package dev.faultline.importers.exchange;

import org.jspecify.annotations.NullMarked;
