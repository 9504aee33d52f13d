@NullMarked
package dev.faultline.otlp;

import org.jspecify.annotations.NullMarked;
