@NullMarked
package dev.faultline.importers.runtime;

import org.jspecify.annotations.NullMarked;
