/** Version control: commits with who wrote them. */
@NullMarked
package dev.faultline.importers.change;

import org.jspecify.annotations.NullMarked;
