/** Variables and attributes: what was captured, what separates failing from passing, where else a value occurs. */
@NullMarked
package dev.faultline.analysis.variable;

import org.jspecify.annotations.NullMarked;
