@NullMarked
package dev.faultline.changes;

import org.jspecify.annotations.NullMarked;
