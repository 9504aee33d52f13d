/** Traces of a case: the list, one as a tree with its critical path, two groups beside each other. */
@NullMarked
package dev.faultline.analysis.trace;

import org.jspecify.annotations.NullMarked;
