/** The command line: words in, text or JSON out. Thin; whatever it can do, the rooms below can. */
@NullMarked
package dev.faultline.cli;

import org.jspecify.annotations.NullMarked;
