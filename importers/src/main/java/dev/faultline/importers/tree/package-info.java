/** One record of a JSON document as a tree, with the way back to its bytes: what document formats share. */
@NullMarked
package dev.faultline.importers.tree;

import org.jspecify.annotations.NullMarked;
