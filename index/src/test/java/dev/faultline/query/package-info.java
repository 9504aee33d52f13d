@NullMarked
package dev.faultline.query;

import org.jspecify.annotations.NullMarked;
