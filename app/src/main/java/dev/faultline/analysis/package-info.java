/** Questions that are asked of a whole case. Knows the index only: no importers, no people. */
@NullMarked
package dev.faultline.analysis;

import org.jspecify.annotations.NullMarked;
