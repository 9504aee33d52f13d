/** Text formats that are data: definitions in JSON, shipped and the user's own, become importers. */
@NullMarked
package dev.faultline.importers.definition;

import org.jspecify.annotations.NullMarked;
