@NullMarked
package dev.faultline.workbench;

import org.jspecify.annotations.NullMarked;
