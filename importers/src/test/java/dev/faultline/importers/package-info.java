@NullMarked
package dev.faultline.importers;

import org.jspecify.annotations.NullMarked;
