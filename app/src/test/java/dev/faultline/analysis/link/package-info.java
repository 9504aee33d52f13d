@NullMarked
package dev.faultline.analysis.link;

import org.jspecify.annotations.NullMarked;
