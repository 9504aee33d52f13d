/** Whether a failure is gone after a fix, from failures and exposure. */
@NullMarked
package dev.faultline.analysis.verify;

import org.jspecify.annotations.NullMarked;
