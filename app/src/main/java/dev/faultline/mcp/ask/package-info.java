/** What a tool is, what it is asked and what it answers; nothing of the protocol. */
@NullMarked
package dev.faultline.mcp.ask;

import org.jspecify.annotations.NullMarked;
