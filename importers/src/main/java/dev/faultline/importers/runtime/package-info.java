/** What run-times tell of themselves: thread dumps, tables of classes, collections, crashes, profiles. */
@NullMarked
package dev.faultline.importers.runtime;

import org.jspecify.annotations.NullMarked;
