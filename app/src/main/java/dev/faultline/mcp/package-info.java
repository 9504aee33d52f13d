/** Assistants ask a case through the Model Context Protocol, on standard input and output. */
@NullMarked
package dev.faultline.mcp;

import org.jspecify.annotations.NullMarked;
