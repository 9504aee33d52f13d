@NullMarked
package dev.faultline.analysis.search;

import org.jspecify.annotations.NullMarked;
