@NullMarked
package dev.faultline.analysis.threads;

import org.jspecify.annotations.NullMarked;
