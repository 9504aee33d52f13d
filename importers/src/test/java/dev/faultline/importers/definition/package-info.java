@NullMarked
package dev.faultline.importers.definition;

import org.jspecify.annotations.NullMarked;
