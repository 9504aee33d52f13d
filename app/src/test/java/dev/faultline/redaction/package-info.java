@NullMarked
package dev.faultline.redaction;

import org.jspecify.annotations.NullMarked;
