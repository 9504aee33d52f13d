/** The tools, one class each. */
@NullMarked
package dev.faultline.mcp.tool;

import org.jspecify.annotations.NullMarked;
