@NullMarked
package dev.faultline.importers.worker;

import org.jspecify.annotations.NullMarked;
