/** What a search answers beside its hits: its first page before the rest, and why there is nothing. */
@NullMarked
package dev.faultline.analysis.search;

import org.jspecify.annotations.NullMarked;
