/** Questions to a case: the language, the search, counts over time and by field. */
@NullMarked
package dev.faultline.query;

import org.jspecify.annotations.NullMarked;
