@NullMarked
package dev.faultline.store;

import org.jspecify.annotations.NullMarked;
