@NullMarked
package dev.faultline.mcp;

import org.jspecify.annotations.NullMarked;
