@NullMarked
package dev.faultline.analysis.claim;

import org.jspecify.annotations.NullMarked;
