@NullMarked
package dev.faultline.importers.change;

import org.jspecify.annotations.NullMarked;
