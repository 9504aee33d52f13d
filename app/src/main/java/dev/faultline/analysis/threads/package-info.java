/** What thread dumps and tables of a heap's classes say, one and beside another. */
@NullMarked
package dev.faultline.analysis.threads;

import org.jspecify.annotations.NullMarked;
