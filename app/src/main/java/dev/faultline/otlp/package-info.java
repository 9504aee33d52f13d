/** Receives OTLP over HTTP into a case, live. */
@NullMarked
package dev.faultline.otlp;

import org.jspecify.annotations.NullMarked;
